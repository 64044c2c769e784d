"""asyncio: many conversations at once, with a deadline for each call and a callback when a job is done."""

import asyncio

import symbl

TEXTS = ["I'll book the room for Monday.", "Who has the slides?", "Let's call the supplier next week."]


async def main() -> None:
    async with symbl.AsyncSymbl(deadline=60) as client:
        conversations = await asyncio.gather(
            *(client.text.process({"messages": [{"payload": {"content": text}}]}) for text in TEXTS)
        )
        for conversation in conversations:
            insights = await conversation.get_insights()
            print(conversation.conversation_id, [(insight.type, insight.text) for insight in insights.insights])

        job = await client.text.process({"messages": [{"payload": {"content": TEXTS[0]}}]}, wait=False)
        job.on_complete(lambda done: print("done:", done.job_id)).on_error(lambda failed: print("failed:", failed))
        await job.wait()


asyncio.run(main())
