"""The call score and how far it has come (docs/contract.md §19.3)."""

from __future__ import annotations

from typing import Any

from starlette.routing import Route

from symbl_local import scores
from symbl_local.callscore import CallScore
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError

__all__ = ["get_call_score", "get_call_score_status", "get_lm_insights_status", "routes", "view"]


def get_call_score(call: Call) -> Answer:
    """``GET …/callscore``: reckoned anew at every call from what is stored; 404 unless a job asked for it."""
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        score = scores.call_score(db, conversation_id)
        if score is None:
            status = _requested(call, conversation_id).status
            why = "its job failed" if status == "failed" else f"its job is {status}"
            raise ApiError(404, f"There is no call score{'' if status == 'failed' else ' yet'}: {why}.")
    return Answer(view(score))


def get_call_score_status(call: Call) -> Answer:
    """``GET …/callscore/status``: of the last job that was asked for a score."""
    with call.services.store.reading():
        request = _requested(call, call.conversation().id)
    return Answer({"jobId": request.job_id, "status": request.status})


def get_lm_insights_status(call: Call) -> Answer:
    """``GET …/lm-insights/status``: of the last job of the conversation, as all insights come from the jobs."""
    with call.services.store.reading() as db:
        query = "SELECT id, status FROM jobs WHERE conversation_id = ? ORDER BY position DESC LIMIT 1"
        row = db.execute(query, [call.conversation().id]).fetchone()
    if row is None:
        raise ApiError(404, "This conversation has had no job.")
    return Answer({"jobId": row["id"], "status": row["status"]})


def view(score: CallScore) -> dict[str, Any]:
    """A call score as answers show it."""
    return {
        "score": score.score,
        "summary": score.summary,
        "criteria": [
            {
                "name": one.name,
                "score": one.score,
                "summary": one.summary,
                "feedback": {"positive": {"summary": one.good}, "negative": {"summary": one.bad}},
            }
            for one in score.criteria
        ],
    }


def _requested(call: Call, conversation_id: str) -> scores.ScoreRequest:
    with call.services.store.reading() as db:
        request = scores.newest(db, conversation_id)
    if request is None:
        raise ApiError(404, "No call score was asked for: process with callScore in features.featureList.")
    return request


routes: list[Route] = [
    route("/v1/conversations/{conversationId}/callscore", GET=get_call_score),
    route("/v1/conversations/{conversationId}/callscore/status", GET=get_call_score_status),
    route("/v1/conversations/{conversationId}/lm-insights/status", GET=get_lm_insights_status),
]
