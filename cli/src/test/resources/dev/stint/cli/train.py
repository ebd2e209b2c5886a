"""Logistic regression by hand on two noisy moons, with the trial contract."""
import json, math, os, random, signal, sys, time

lr, decay, batch = float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
pause = float(os.environ.get("PAUSE", "0"))


def data(seed, n):
    rng = random.Random(seed)
    rows = []
    for i in range(n):
        label = i % 2
        t = rng.random() * math.pi
        x, y = (math.cos(t), math.sin(t)) if label == 0 else (1 - math.cos(t), 0.5 - math.sin(t))
        x, y = x + rng.gauss(0, 0.15), y + rng.gauss(0, 0.15)
        rows.append(([1, x, y, x * y, x * x, y * y], label))
    return rows


def predict(w, f):
    z = sum(a * b for a, b in zip(w, f))
    return 1 / (1 + math.exp(-max(-30, min(30, z))))


def loss(w, rows):
    return -sum(math.log(max(1e-12, predict(w, f) if y else 1 - predict(w, f))) for f, y in rows) / len(rows)


def accuracy(w, rows):
    return sum((predict(w, f) > 0.5) == (y == 1) for f, y in rows) / len(rows)


def say(**fields):
    with open(os.environ["STINT_REPORT"], "a") as report:
        report.write(json.dumps(fields) + "\n")


checkpoint = os.path.join(os.environ["STINT_CHECKPOINT_DIR"], "weights.json")
mode = os.environ["STINT_MODE"]
if mode == "lr-range" and "SWEEP" not in os.environ:
    sys.exit(64)
if mode == "lr-range":
    low, high, steps = float(os.environ["STINT_LR_MIN"]), float(os.environ["STINT_LR_MAX"]), int(os.environ["STINT_LR_STEPS"])
    rng = random.Random(1)
    rows, w = data(1, 400), [rng.gauss(0, 0.5) for _ in range(6)]
    for i in range(steps):
        rate, some = low * (high / low) ** (i / (steps - 1)), rng.sample(rows, 50)
        say(lr=rate, loss=loss(w, some) if os.environ["SWEEP"] == "real" else 0.7 + 0.01 * rng.random())
        g = [sum((predict(w, f) - y) * f[j] for f, y in some) / len(some) for j in range(6)]
        w = [a - rate * b for a, b in zip(w, g)]
    sys.exit(0)
start, w = 0, None
if os.path.exists(checkpoint):
    saved = json.load(open(checkpoint))
    start, w = saved["epoch"], saved["w"]
if mode == "evaluate":
    split = os.environ["STINT_SPLIT"]
    rows = data(3 if split == "holdout" else 4, 300)
    say(**{"holdout_loss": loss(w, rows)} if split == "holdout" else {"test_accuracy": accuracy(w, rows)})
    sys.exit(0)
seed = int(os.environ["STINT_SEED"])
rng = random.Random(seed)
w = w or [rng.gauss(0, 0.5) for _ in range(6)]
train, valid = data(1, 100), data(2, 100)
stopping = []
signal.signal(signal.SIGTERM, lambda *_: stopping.append(1))
say(**{"from": start})
for epoch in range(start + 1, int(os.environ["STINT_UNTIL"]) + 1):
    random.Random(seed * 1000 + epoch).shuffle(train)
    for i in range(0, len(train), batch):
        g = [decay * v for v in w]
        for f, y in train[i:i + batch]:
            e = predict(w, f) - y
            g = [a + e * b / batch for a, b in zip(g, f)]
        w = [a - lr * b for a, b in zip(w, g)]
    time.sleep(pause)
    say(epoch=epoch, train_loss=loss(w, train), val_loss=loss(w, valid), test_accuracy=accuracy(w, data(4, 100)))
    json.dump({"epoch": epoch, "w": w}, open(checkpoint + ".new", "w"))
    os.replace(checkpoint + ".new", checkpoint)
    say(checkpoint=epoch)
    if stopping:
        sys.exit(0)
