"""Starting and stopping: `serve()`, the command line, the data directory."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from accounts import login
from missing import hide

import symbl_local

PROGRAM = """
import symbl_local, urllib.request, urllib.error

with symbl_local.serve() as server:
    try:
        urllib.request.urlopen(server.base_url + "/v1/job/1")
    except urllib.error.HTTPError as error:
        print(error.code, sorted(server.env), sorted(server.credentials))
"""
EXPECTED = (
    "401 ['SYMBL_APP_ID', 'SYMBL_APP_SECRET', 'SYMBL_BASE_URL', 'SYMBL_WEBHOOK_SECRET'] ['app_id', 'app_secret']\n"
)


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)  # type: ignore[call-overload]


def cli(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return run("-m", "symbl_local", *arguments, env=os.environ | (env or {}))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_from_an_unguarded_script(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(PROGRAM)
    result = run(str(tmp_path / "script.py"))
    assert (result.returncode, result.stdout, result.stderr) == (0, EXPECTED, "")


def test_from_standard_input(tmp_path: Path) -> None:
    result = run("-", input=PROGRAM, cwd=tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, EXPECTED, "")


def test_files_in_the_working_directory_do_not_disturb(tmp_path: Path) -> None:
    (tmp_path / "starlette.py").write_text("raise SystemExit('the wrong one')")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "script.py").write_text(PROGRAM)
    result = run(str(tmp_path / "elsewhere" / "script.py"), cwd=tmp_path)
    assert (result.stdout, result.stderr) == (EXPECTED, "")


def test_files_named_like_modules_of_python_do_not_disturb(tmp_path: Path) -> None:
    for name in ("concurrent", "asyncio", "jwt"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong one')")
    (tmp_path / "mine.py").write_text("from symbl_local.engine.text import TextAnalyzer as Mine")
    (tmp_path / "script.py").write_text(PROGRAM.replace("serve()", "serve(analyzer='mine:Mine')"))
    result = run(str(tmp_path / "script.py"))
    assert (result.returncode, result.stdout, result.stderr) == (0, EXPECTED, "")


def test_import_is_light() -> None:
    heavy = ("starlette", "uvicorn", "httpx", "sqlite3", "jwt", "asyncio", "multiprocessing")
    code = f"import symbl_local, sys; print([name for name in {heavy} if name in sys.modules])"
    assert run("-c", code).stdout == "[]\n"


def test_it_ends_with_the_block() -> None:
    with symbl_local.serve() as server:
        pid = server.pid
        assert alive(pid)
    assert not Path(f"/proc/{pid}").exists()  # not even as a zombie
    server.stop()
    server.kill()
    assert server.log == ""


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    program = "import symbl_local\nwith symbl_local.serve() as server:\n print(server.pid, flush=True)\n input()"
    parent = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
    assert gone(pid)


def test_worker_processes_end_with_the_server() -> None:
    with symbl_local.serve(analyzer="scripted:ScriptedAnalyzer") as server, login(server) as account:
        account.process("Nobody says so much in one breath. " * 1500)
        found = _descendants(server.pid)
        assert found
        server.kill()
        assert all(gone(pid) for pid in found)


def _descendants(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except FileNotFoundError:
                continue
            if parent == pid:
                found += [int(entry.name), *_descendants(int(entry.name))]
    return found


def test_restart_keeps_data_and_credentials(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    with symbl_local.serve(data_dir=data, app_id="me", app_secret="s") as server, login(server) as account:
        conversation_id = account.process("Hello.")
        token = account.http.headers["Authorization"]
    assert stat.S_IMODE((data / "secrets.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "symbl_local.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    with symbl_local.serve(data_dir=data, app_id="me", app_secret="s") as server, login(server) as account:
        assert account.texts(conversation_id) == ["Hello."]
        account.http.headers["Authorization"] = token  # tokens outlive a restart
        assert account.texts(conversation_id) == ["Hello."]


def test_credentials_kept_in_the_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBL_APP_ID", "somebody")
    monkeypatch.setenv("SYMBL_APP_SECRET", "else")
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        pair = server.credentials
        conversation_id = account.process("Hello.")
        assert pair["app_secret"] not in server.log
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        assert server.credentials == pair
        assert account.texts(conversation_id) == ["Hello."]
    with symbl_local.serve(data_dir=tmp_path, app_id="another") as server:
        assert server.credentials["app_id"] == "another"


def start(*arguments: str, env: dict[str, str]) -> tuple[subprocess.Popen[str], list[str]]:
    """Start the command line tool; gives the lines that it prints at its start."""
    process = subprocess.Popen(
        [sys.executable, "-m", "symbl_local", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"} | env,
    )
    assert process.stdout
    lines = [process.stdout.readline()]
    last = "export" if "SYMBL_WEBHOOK_SECRET" in env else "export SYMBL_WEBHOOK_SECRET"
    while lines[-1] and not lines[-1].startswith(last):
        lines.append(process.stdout.readline())
    return process, lines


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_command_line(tmp_path: Path, how: signal.Signals) -> None:
    printed = []
    for _ in range(2):
        process, lines = start(env={"XDG_DATA_HOME": str(tmp_path)})
        with process:
            process.send_signal(how)
            rest, _ = process.communicate(timeout=20)
        assert (process.returncode, rest) == (0, "")
        printed.append(lines)
    first, again = printed
    assert re.fullmatch(r"# symbl_local listens on http://127\.0\.0\.1:\d+, Ctrl-C stops it\..*\n", first[0])
    assert re.fullmatch(r"export SYMBL_BASE_URL=http://127\.0\.0\.1:\d+\n", first[1])
    assert re.fullmatch(r"export SYMBL_APP_ID=[0-9a-f]{32}\n", first[2])
    assert re.fullmatch(r"export SYMBL_APP_SECRET=[0-9a-f]{64}\n", first[3])
    assert re.fullmatch(r"export SYMBL_WEBHOOK_SECRET='?whsec_[0-9A-Za-z+/]{43}='?\n", first[4])
    assert first[2:] == again[2:]
    assert (tmp_path / "symbl_local" / "secrets.json").exists()


def test_given_credentials_are_not_printed(tmp_path: Path) -> None:
    secret = "whsec_" + "geheim00" * 5
    given = {"SYMBL_APP_ID": "my-own-id", "SYMBL_APP_SECRET": "geheim", "SYMBL_WEBHOOK_SECRET": secret}
    process, lines = start("--data-dir", str(tmp_path), env=given)
    with process:
        process.terminate()
        rest, _ = process.communicate(timeout=20)
    assert lines[1:][0].startswith("export SYMBL_BASE_URL=")
    assert "geheim" not in "".join(lines) + rest
    assert "my-own-id" not in "".join(lines) + rest


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "99999"], "'99999' is not a whole number from 0 to 65535"),
        (["--port", "http"], "'http' is not a whole number from 0 to 65535"),
        (["--job-delay", "-1"], "'-1' is not a number of seconds"),
        (["--token-lifetime", "nan"], "'nan' is not a number of seconds"),
        (["--max-concurrent-jobs", "x"], "'x' is not a whole number from 0"),
        (["--log-level", "loud"], "invalid choice: 'loud'"),
        (["--app-id", "x"], "symbl-local: an app id and an app secret are needed together"),
        (["--webhook-give-up", "soon"], "'soon' is not a number of seconds"),
        (["--webhook-secret", "geheim!"], "symbl-local: the webhook secret is not whsec_ and base64"),
        (["--webhook-secret", " "], "symbl-local: the webhook secret is empty"),
        (["--webhook-secret", "whsec_bm8="], "symbl-local: the webhook secret has 2 bytes instead of 24 to 64"),
        (["--host", "no.such.host.invalid"], "symbl-local: cannot listen on no.such.host.invalid port 0: "),
        (["--analyzer", "nonsense"], "symbl-local: cannot load the analyzer 'nonsense': "),
        (["--analyzer", "no.such.module:X"], "symbl-local: cannot load the analyzer 'no.such.module:X': "),
        (["--data-dir", "/dev/null/x"], "symbl-local: cannot use data directory /dev/null/x: Not a directory"),
        (["--data-dir", "/proc"], "symbl-local: cannot use data directory /proc: "),
    ],
)
def test_bad_options(arguments: list[str], message: str) -> None:
    data = [] if "--data-dir" in arguments else ["--data-dir", ":memory:"]
    environment = {"SYMBL_APP_ID": "", "SYMBL_APP_SECRET": ""}
    result = cli(*arguments, *data, env=environment)
    assert result.returncode == 2
    assert message in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_port_and_data_directory_in_use(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path) as server:
        port = server.base_url.rpartition(":")[2]
        result = cli("--port", port, "--data-dir", ":memory:")
        assert result.returncode == 2
        assert result.stderr == f"symbl-local: cannot listen on 127.0.0.1 port {port}: Address already in use\n"
        result = cli("--data-dir", str(tmp_path))
        assert result.returncode == 2
        expected = f"symbl-local: cannot use data directory {tmp_path}: another server is using it\n"
        assert result.stderr == expected
        with pytest.raises(symbl_local.StartError, match="another server"), symbl_local.serve(data_dir=tmp_path):
            pass
        with login(server) as account:
            account.process("Still here.")


def test_data_directory_of_a_version_without_webhook_secret(tmp_path: Path) -> None:
    kept = {"app_id": "me", "app_secret": "s", "token_key": "k"}
    (tmp_path / "secrets.json").write_text(json.dumps(kept))
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        made = server.webhook_secret
        assert server.credentials == {"app_id": "me", "app_secret": "s"}
        account.process("Hello.")
    assert json.loads((tmp_path / "secrets.json").read_text()) == kept | {"webhook_secret": made}
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    with symbl_local.serve(data_dir=tmp_path, webhook_secret="whsec_" + "0" * 40) as server:
        assert server.webhook_secret == "whsec_" + "0" * 40
    with symbl_local.serve(data_dir=tmp_path) as server:
        assert server.webhook_secret == made


@pytest.mark.parametrize(
    "content", ["{}", "[]", '{"app_id": "a", "app_secret": "b", "token_key": "c", "webhook_secret": 5}']
)
def test_damaged_data_directory(tmp_path: Path, content: str) -> None:
    (tmp_path / "secrets.json").write_text(content)
    result = cli("--data-dir", str(tmp_path))
    assert result.returncode == 2
    assert result.stderr == f"symbl-local: {tmp_path}/secrets.json is damaged; delete it and new credentials are made\n"
    assert (tmp_path / "secrets.json").read_text() == content
    (tmp_path / "symbl_local.sqlite3").write_text("not a database, and long enough to be taken for none" * 100)
    result = cli("--data-dir", str(tmp_path))
    assert result.returncode == 2
    assert "file is not a database" in result.stderr


@pytest.mark.parametrize("module", ["uvicorn", "snowballstemmer"])
def test_missing_extra(tmp_path: Path, module: str) -> None:
    hide(module, tmp_path)
    result = cli("--data-dir", ":memory:", env={"PYTHONPATH": str(tmp_path)})
    assert result.returncode == 2
    assert "pip install 'symbl-sdk[local]'" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_other_hosts() -> None:
    with symbl_local.serve(host="::1") as server, login(server) as account:
        assert server.base_url.startswith("http://[::1]:")
        account.process("Hello.")
    with symbl_local.serve(host="0.0.0.0") as server, login(server) as account:
        assert server.base_url.startswith("http://127.0.0.1:")


def test_quiet(tmp_path: Path) -> None:
    """Requests leave no trace in the log, whatever the level; secrets and texts never do."""
    options = {"log_level": "debug", "app_id": "my-id", "app_secret": "my-secret"}
    with symbl_local.serve(**options) as server, login(server) as account:
        account.process("Nobody may read this.", webhookUrl="http://example.invalid/")
        account.call("POST", "/v1/process/text", content=b"{")
        account.call("GET", "/v1/conversations/1")
        token = account.http.headers["Authorization"].removeprefix("Bearer ")
        log = server.log
    assert not any(secret in log for secret in ("my-secret", token, "Nobody may"))
