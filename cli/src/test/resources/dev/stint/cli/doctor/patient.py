"""A training that keeps the contract in everything but its fault: a sum of squares that is walked down with noise."""
import json, math, os, random, signal, struct, sys, time

fault = os.environ.get("FAULT", "")
pause = float(os.environ.get("PAUSE", "0.03"))
lr, mode = 0.1 if fault == "config ignored" else float(sys.argv[1]), os.environ["STINT_MODE"]
until, full = int(os.environ["STINT_UNTIL"]), int(os.environ["STINT_FULL"])
seed = 7 if fault == "seed ignored" else int(os.environ["STINT_SEED"])
checkpoint = os.path.join(os.environ["STINT_CHECKPOINT_DIR"], "weights.json")


def masked(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def board(step, fields):
    """Scalars as an event file of TensorBoard has them, a record each."""
    folder = os.path.join(os.environ["STINT_CHECKPOINT_DIR"], "logs")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "events.out.tfevents.%d" % os.getpid()), "ab") as file:
        for name, value in fields.items():
            scalar = b"\x0a" + bytes([len(name)]) + name.encode() + b"\x15" + struct.pack("<f", value)
            summary = b"\x0a" + bytes([len(scalar)]) + scalar
            data = b"\x10" + bytes([step]) + b"\x2a" + bytes([len(summary)]) + summary
            head = struct.pack("<Q", len(data))
            file.write(head + struct.pack("<I", masked(head)) + data + struct.pack("<I", masked(data)))


def say(**fields):
    if fault == "board" and not {"checkpoint", "from"} & set(fields):
        board(fields.pop("epoch", say.points), fields)
        say.points += 1
        return
    if fault in ("buffered", "buffered quick"):
        print("STINT " + json.dumps(fields))
    else:
        with open(os.environ["STINT_REPORT"], "a") as report:
            report.write(json.dumps(fields) + "\n")


say.points = 0


def load():
    with open(checkpoint) as file:
        return json.load(file)


def loss(w, shift):
    return sum((v - shift) ** 2 for v in w) / len(w) + 0.01


if fault == "exits":
    sys.exit("no data in /data")
if mode == "lr-range":
    if fault == "sweep fails":
        sys.exit("what is lr-range?")
    if fault == "sweep falls":
        say(lr=1e-1, loss=2)
        say(lr=1e-2, loss=1)
        sys.exit(0)
    if fault == "no sweep":
        sys.exit(64)
    low, high, steps = (os.environ["STINT_LR_" + name] for name in ("MIN", "MAX", "STEPS"))
    for i in range(int(steps)):
        say(lr=float(low) * (float(high) / float(low)) ** (i / (int(steps) - 1)), loss=2.0)
    sys.exit(0)
if mode == "evaluate":
    split = os.environ["STINT_SPLIT"]
    if fault == "no evaluation":
        sys.exit(64)
    if fault == "evaluation fails":
        raise OSError("no such split: " + split)
    shift = {"holdout": 0.01, "test": 0.02}[split]
    w = load()["w"]
    say(**{split + ("_los" if fault == "evaluation misnames" else "_loss"): loss(w, 0 if fault == "holdout is validation" else shift)})
    sys.exit(0)

size = 8
if os.environ.get("STINT_PROXY"):
    if fault == "proxy fails":
        sys.exit("no room for " + sys.argv[2])
    if fault == "proxy declined":
        sys.exit(64)
    if len(sys.argv) > 2 and fault != "proxy unread":
        size = int(sys.argv[2]) // 2
    else:
        full = 40
if fault == "proxy slow":
    time.sleep(1)
    pause = 0 if os.environ.get("STINT_PROXY") else 0.1
start = random.Random(seed)
w, done = [1 + start.gauss(0, 0.1) for _ in range(size)], 0
if os.path.exists(checkpoint):
    saved = load()
    done = saved["epoch"]
    if fault != "weights not loaded":
        w = saved["w"]
    if fault == "starts over":
        w, done = [1 + start.gauss(0, 0.1) for _ in range(8)], 0
    if fault == "cannot resume":
        raise KeyError("epoch")
stopping = []
if fault == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
elif fault != "dies":
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(1))
resumed = done
say(**{"from": done})
last = until + {"overshoots": 3, "runs on": 1000, "short": -1}.get(fault, 0)
for epoch in range(done + 1, last + 1):
    over = until if fault in ("schedule over until", "silent schedule over until") else full
    now = epoch - resumed if fault == "schedule restarts" else epoch
    rate = lr * 0.5 * (1 + math.cos(math.pi * now / (over + 1)))
    noise = random.Random(seed * 1000 + epoch)
    if fault == "order not restored" and resumed:
        noise = random.Random(99 + epoch)
    w = [v - rate * (2 * v + noise.gauss(0, 0.05)) for v in w]
    time.sleep(pause)
    value = 2.3 if fault == "constant" else math.nan if fault == "diverges" else loss(w, 0)
    if fault == "seed is not all":
        value += 0.3 * (os.environ["STINT_ATTEMPT"] == "3")
    line = {"epoch": epoch, "train_loss": loss(w, 0.005), "val_loss": value, "lr": rate, "epoch_seconds": time.time()}
    if fault == "misspelt":
        line["vall_loss"] = line.pop("val_loss")
    if fault == "no step":
        line.pop("epoch")
    if fault == "counts from zero":
        line["epoch"] = epoch - 1
    if fault == "falls":
        line["epoch"] = until - epoch + 1
    if fault == "objective early only" and epoch % 2 == 0:
        line.pop("val_loss")
    if fault in ("silent schedule over until", "no rate", "order not restored", "seed is not all"):
        line.pop("lr")
    if fault == "holdout in training":
        line["holdout_loss"] = loss(w, 0.01)
    if fault == "proxy silent" and os.environ.get("STINT_PROXY") and epoch == until:
        continue
    if fault == "garbage":
        say(note="epoch is over")
    say(**line)
    if fault not in ("saves nothing", "dies") or epoch == until:
        with open(checkpoint + ".new", "w") as file:
            json.dump({"epoch": epoch, "w": w}, file)
        os.replace(checkpoint + ".new", checkpoint)
        if fault != "checkpoint untold":
            say(checkpoint=epoch)
    if stopping:
        sys.exit(0)
