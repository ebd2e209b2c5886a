"""A script that keeps the trial contract, cold or warm; what it does is chosen by the parameter "act"."""
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time

stopping = False


class Failure(Exception):
    pass


class Unsupported(Exception):
    pass


def raw(data):
    with open(os.environ["STINT_REPORT"], "ab") as out:
        out.write(data)


def report(**fields):
    raw((json.dumps(fields) + "\n").encode())


def printed(**fields):
    print("STINT " + json.dumps(fields), flush=True)


def stop(*_):
    global stopping
    stopping = True


def steps(job):
    print("training", flush=True)
    for step in range(job["from"] + 1, job["to"] + 1):
        report(epoch=step, val_loss=1.0 / step)
    with open(os.path.join(job["checkpoint_dir"], "weights"), "w") as out:
        out.write(str(job["to"]))
    report(checkpoint=job["to"])


def many(job):
    for step in range(1, job["to"] + 1):
        report(epoch=step, val_loss=float(step))


def crc32c(data):
    """Slow and simple; masked as TensorFlow masks it."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def event(file, step, tag, value):
    """One event with one scalar, as TensorBoard's writers append it."""
    scalar = b"\x0a" + bytes([len(tag)]) + tag.encode() + b"\x15" + struct.pack("<f", value)
    summary = b"\x0a" + bytes([len(scalar)]) + scalar
    data = b"\x10" + bytes([step]) + b"\x2a" + bytes([len(summary)]) + summary
    head = struct.pack("<Q", len(data))
    file.write(head + struct.pack("<I", crc32c(head)) + data + struct.pack("<I", crc32c(data)))
    file.flush()


def events(job):
    """Knows nothing of Stint but where to write."""
    folder = os.path.join(job["checkpoint_dir"], "logs")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "events.out.tfevents.%d.%d" % (time.time_ns(), os.getpid())), "wb") as file:
        if job["do"] == "evaluate":
            event(file, job["to"], job["split"] + "_loss", 0.25)
            return
        for step in range(job["from"] + 1, job["to"] + 1):
            event(file, step, "train/loss", 2.0)
            event(file, step, "val_loss", 1.0 / 2 ** step)
        if job["config"]["act"] == "events_and_hang":
            time.sleep(60)


def early(job):
    report(epoch=job["to"] - 1, val_loss=0.5)


def user(job):
    print("boom: %d" % job["seed"], file=sys.stderr, flush=True)
    raise Failure("boom: %d" % job["seed"])


def unsupported(job):
    raise Unsupported()


def both(job):
    report(epoch=1, val_loss=0.5)
    time.sleep(0.2)
    printed(epoch=2, val_loss=0.25)
    time.sleep(0.2)
    report(epoch=3, val_loss=0.125)


def slow(job):
    step = job["from"]
    while not stopping:
        step += 1
        report(epoch=step, val_loss=1.0)
        time.sleep(0.05)
    report(checkpoint=step)


def stubborn(job):
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    report(epoch=1, val_loss=1.0)
    while True:
        time.sleep(0.05)


def hang(job):
    report(epoch=1, val_loss=1.0)
    time.sleep(0.3)
    report(epoch=2, val_loss=1.0)
    while not stopping:
        time.sleep(0.05)


def grow(job):
    """Small at first, then 16 MiB more at every step."""
    held, step = [], job["from"]
    while not stopping:
        step += 1
        report(epoch=step, val_loss=1.0)
        held.append(bytearray(os.urandom(1 << 20)) * 16)
        time.sleep(0.05)


def memory(job):
    print("RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB", file=sys.stderr, flush=True)
    raise Failure("worker gave up")


def family(job):
    child = subprocess.Popen(["sleep", "300"], stdin=subprocess.DEVNULL)
    report(epoch=1, val_loss=1.0, pid=child.pid)


def garbage(job):
    raw(b"not json\n\n[1, 2]\n{\"epoch\": 1.5, \"val_loss\": 1}\n{\"val_loss\": 1}\n\xff\xfe\x80\n")
    raw(b"{\"epoch\": 1, \"val_loss\": " + b"1" * 10_000_000 + b"}\n")
    sys.stdout.write("x" * 3_000_000 + "\r\nSTINT {broken\nSTINT\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\xff\xfe\n")
    sys.stdout.buffer.flush()
    raw(b"{\"epoch\": 2.0, \"val_loss\": NaN, \"other\": \"-Infinity\", \"name\": \"\xff\"}\r\n")
    raw(b"{\"epoch\": 3, \"val_loss\": 0.5}")


def die(signum):
    os.kill(os.getpid(), signum)


def sweep(job):
    with open(os.path.join(job["checkpoint_dir"], "scratch"), "w") as out:
        out.write("x")
    for step in range(job["steps"]):
        report(lr=job["min"] * (job["max"] / job["min"]) ** (step / (job["steps"] - 1)), loss=2.0)


def evaluate(job):
    report(**{job["split"] + "_loss": 0.25})


ACTS = {
    "steps": steps, "many": many, "early": early, "user": user, "unsupported": unsupported, "both": both, "slow": slow,
    "hang": hang, "memory": memory, "grow": grow,
    "events": events, "events_and_hang": events, "stubborn": stubborn, "family": family, "garbage": garbage,
    "sigkill": lambda job: die(signal.SIGKILL), "sigsegv": lambda job: die(signal.SIGSEGV),
    "leave": lambda job: os._exit(75), "nothing": lambda job: None,
}


def work(job):
    if job["do"] == "lr-range":
        sweep(job)
    elif job["do"] == "evaluate" and job["config"]["act"] != "events":
        evaluate(job)
    else:
        ACTS[job["config"]["act"]](job)


def cold():
    signal.signal(signal.SIGTERM, stop)
    env = os.environ
    with open(env["STINT_CONFIG"]) as config:
        job = {
            "do": env["STINT_MODE"], "config": json.load(config), "seed": int(env["STINT_SEED"]),
            "from": int(env["STINT_FROM"]), "to": int(env["STINT_UNTIL"]), "checkpoint_dir": env["STINT_CHECKPOINT_DIR"],
            "min": float(env.get("STINT_LR_MIN", 0)), "max": float(env.get("STINT_LR_MAX", 0)),
            "steps": int(env.get("STINT_LR_STEPS", 0)), "split": env.get("STINT_SPLIT"),
        }
    try:
        work(job)
    except Failure:
        sys.exit(3)
    except Unsupported:
        sys.exit(64)


def warm():
    """Assignments in the main thread; another reads stdin, so that a stop is heard meanwhile."""
    global stopping
    jobs = queue.Queue()

    def read():
        for line in sys.stdin:
            job = json.loads(line)
            if job["do"] == "stop":
                stop()
            else:
                jobs.put(job)
        jobs.put(None)

    threading.Thread(target=read, daemon=True).start()
    report(ready=True)
    while True:
        job = jobs.get()
        if job is None:
            return
        stopping = False
        try:
            work(job)
            raw(b"\n")
            report(done=True)
        except Failure as failure:
            report(failed=str(failure))
        except Unsupported:
            report(unsupported=True)


if os.environ.get("STINT_WORKERS") == "warm":
    warm()
else:
    cold()
