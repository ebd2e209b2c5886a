"""Trains a small network on scikit-learn's handwritten digits, as one writes it before thinking of any tuning."""

import argparse

import numpy
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=40)
parser.add_argument("--lr", type=float, default=1e-3)
parser.add_argument("--batch-size", type=int, default=64)
parser.add_argument("--hidden", type=int, default=64)
parser.add_argument("--alpha", type=float, default=1e-4)
parser.add_argument("--activation", default="relu")
parser.add_argument("--seed", type=int, default=0)
args = parser.parse_args()

images, labels = load_digits(return_X_y=True)
images, test_images, labels, test_labels = train_test_split(images / 16, labels, test_size=400, random_state=0)
images, valid_images, labels, valid_labels = train_test_split(images, labels, test_size=400, random_state=0)

model = MLPClassifier(
    hidden_layer_sizes=(args.hidden,),
    activation=args.activation,
    learning_rate_init=args.lr,
    batch_size=args.batch_size,
    alpha=args.alpha,
    random_state=args.seed,
)
for epoch in range(args.epochs):
    model.partial_fit(images, labels, classes=numpy.arange(10))
    valid = model.predict_proba(valid_images)
    print(
        f"epoch {epoch + 1:3d}/{args.epochs}"
        f"  loss {model.loss_:.4f}"
        f"  validation {log_loss(valid_labels, valid):.4f}"
        f"  accuracy {(valid.argmax(1) == valid_labels).mean():.4f}"
        f"  test {model.score(test_images, test_labels):.4f}"
    )
