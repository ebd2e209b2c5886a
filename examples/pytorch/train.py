"""A small convolutional network learns to read handwritten digits: 1797 images of 8 × 8 pixels, from scikit-learn.

By hand, from this folder:  PYTHONPATH=../../python /usr/bin/python3 train.py
"""

import math
import os

import stint

try:
    import torch
    from sklearn.datasets import load_digits
    from torch import nn
    from torch.nn import functional as F
except ImportError as missing:
    raise SystemExit(f"{missing}. On Debian: apt-get install python3-torch python3-sklearn, and run /usr/bin/python3.")

DEFAULTS = {
    "lr": 1e-3,
    "batch_size": 64,
    "width": 16,
    "optimizer": "adamw",
    "momentum": 0.9,
    "weight_decay": 1e-4,
    "warmup_ratio": 0.05,
    "dropout": 0.0,
}
FULL = 40
FILE = "checkpoint.pt"


def load():
    """Train, validation, holdout and test: the same split for every trial and seed."""
    images, labels = load_digits(return_X_y=True)
    images = torch.tensor(images, dtype=torch.float32).reshape(-1, 1, 8, 8) / 16
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    parts = order.split([897, 300, 300, 300])
    return {name: (images[part], torch.tensor(labels)[part]) for name, part in zip(("train", "val", "holdout", "test"), parts)}


class Network(nn.Sequential):
    def __init__(self, width, dropout):
        super().__init__(
            nn.Conv2d(1, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, 2 * width, 3, padding=1, bias=False),
            nn.BatchNorm2d(2 * width),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(2 * width * 16, 10),
        )


class Learner:
    """Network and optimiser of one configuration."""

    def __init__(self, config, seed):
        torch.manual_seed(seed)
        self.config = config
        self.seed = seed
        self.network = Network(int(config["width"]), config["dropout"])
        weights = self.network.parameters()
        if config["optimizer"] == "sgd":
            decay = config["weight_decay"]
            self.optimizer = torch.optim.SGD(weights, lr=0, momentum=config["momentum"], weight_decay=decay)
        else:
            self.optimizer = torch.optim.AdamW(weights, lr=0, weight_decay=config["weight_decay"])

    def batches(self, data, epoch):
        """The epoch's batches. Its randomness depends on seed and epoch only, so a resumed training sees the same."""
        torch.manual_seed(self.seed * 1_000 + epoch)
        images, labels = data
        for part in torch.randperm(len(labels)).split(int(self.config["batch_size"])):
            yield images[part], labels[part]

    def step(self, images, labels, lr):
        """One update; returns the loss before it."""
        self.network.train()
        for group in self.optimizer.param_groups:
            group["lr"] = lr
        loss = F.cross_entropy(self.network(images), labels)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()

    @torch.no_grad()
    def score(self, data):
        """Mean loss and accuracy, in evaluation mode."""
        self.network.eval()
        images, labels = data
        logits = self.network(images)
        return F.cross_entropy(logits, labels).item(), (logits.argmax(1) == labels).float().mean().item()

    def state(self):
        return {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}

    def resume(self, state):
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])


def rate(config, step, steps):
    """Linear warm-up, then a cosine down to zero over the full length, however far this training goes now."""
    warmup = config["warmup_ratio"] * steps
    if step < warmup:
        return config["lr"] * (step + 1) / (warmup + 1)
    return config["lr"] * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))


def main(trial):
    learner = Learner(trial.config, trial.seed)
    if trial.mode == "lr-range":
        sweep(trial, learner)
        return
    saved = None
    if trial.checkpoint_dir and os.path.exists(trial.path(FILE)):
        saved = torch.load(trial.path(FILE))
        learner.resume(saved["state"])
    if trial.mode == "evaluate":
        if saved is None:
            raise SystemExit(f"There is no checkpoint in {trial.checkpoint_dir} to evaluate.")
        loss, accuracy = learner.score(DATA[trial.split])
        trial.report(**{trial.split + "_loss": loss, trial.split + "_accuracy": accuracy})
        return
    train(trial, learner, saved)


def train(trial, learner, saved):
    per_epoch = math.ceil(len(DATA["train"][1]) / int(trial.config["batch_size"]))
    for epoch in trial.epochs(after=saved["epoch"] if saved else 0):
        losses = []
        for batch, (images, labels) in enumerate(learner.batches(DATA["train"], epoch)):
            step = (epoch - 1) * per_epoch + batch
            losses.append(learner.step(images, labels, rate(trial.config, step, trial.full * per_epoch)))
        loss, accuracy = learner.score(DATA["val"])
        trial.report(epoch=epoch, train_loss=sum(losses) / len(losses), val_loss=loss, val_accuracy=accuracy)
        trial.save(epoch, FILE, lambda path: torch.save({"epoch": epoch, "state": learner.state()}, path))


def sweep(trial, learner):
    def batches():
        epoch = 0
        while True:
            epoch += 1
            yield from learner.batches(DATA["train"], epoch)

    for lr, (images, labels) in zip(trial.lr_range(), batches()):
        trial.report(lr=lr, loss=learner.step(images, labels, lr))


if __name__ == "__main__":
    torch.set_num_threads(1)
    DATA = load()
    stint.run(main, DEFAULTS, FULL)
