"""The callbacks against stand-ins: base classes with the documented hooks, and loops that call them in the documented
order. None of the three frameworks is installed here."""

import contextlib
import json
import os
import sys
import tempfile
import types
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import stint  # noqa: E402


class Told(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.report = os.path.join(folder.name, "report.jsonl")
        patch = mock.patch.dict(os.environ, {"STINT_REPORT": self.report})
        patch.start()
        self.addCleanup(patch.stop)

    def trial(self, **assignment):
        return stint.Trial({"to": 2, "full": 5, "checkpoint_dir": self.folder, **assignment})

    def lines(self):
        if not os.path.exists(self.report):
            return []
        with open(self.report, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def save(self, name, epoch):
        with open(os.path.join(self.folder, name + ".new"), "w") as file:
            file.write("x" * epoch)
        os.replace(os.path.join(self.folder, name + ".new"), os.path.join(self.folder, name))


@contextlib.contextmanager
def installed(**modules):
    """Puts modules of these names, dots written as __, where import finds them; a name with None is not installed."""
    found = {}
    for name, content in modules.items():
        parts = name.split("__")
        for length in range(1, len(parts) + 1):
            dotted = ".".join(parts[:length])
            found.setdefault(dotted, None if content is None else types.ModuleType(dotted))
        if content is not None:
            vars(found[".".join(parts)]).update(content)
    with mock.patch.dict(sys.modules, found):
        yield


class Callback:
    """Has every hook that a framework calls, as the real base classes do."""

    def __getattr__(self, name):
        if name.startswith("on_"):
            return lambda *given, **named: None
        raise AttributeError(name)


class Number:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return float(self.value)


class Lightning(Told):
    """Trainer 2.x: current_epoch counts from 0 and moves on after the hooks of the epoch's end; ModelCheckpoint comes
    last; a sanity check validates before the training begins."""

    def fit(self, callback, done=0, epochs=5, every=1, saves=True):
        trainer = types.SimpleNamespace(current_epoch=done, sanity_checking=True, should_stop=False, callback_metrics={})
        callback.on_fit_start(trainer, None)
        trainer.callback_metrics = {"val_loss": Number(99)}
        callback.on_validation_end(trainer, None)
        trainer.sanity_checking, trainer.callback_metrics = False, {}
        callback.on_train_start(trainer, None)
        while trainer.current_epoch < epochs and not trainer.should_stop:
            callback.on_train_epoch_start(trainer, None)
            if (trainer.current_epoch + 1) % every == 0:
                trainer.callback_metrics["val_loss"] = Number(1 / (trainer.current_epoch + 1))
                callback.on_validation_end(trainer, None)
            trainer.callback_metrics["train_loss"] = Number(0.5)
            callback.on_train_epoch_end(trainer, None)
            if saves:
                self.save("last.ckpt", trainer.current_epoch + 1)
            trainer.current_epoch += 1
        callback.on_train_end(trainer, None)
        callback.on_fit_end(trainer, None)
        return trainer

    def callback(self, trial):
        with installed(lightning__pytorch__callbacks={"Callback": Callback}):
            return stint.for_lightning(trial)

    def test_tells_epochs_and_checkpoints_and_stops_at_the_asked_length(self):
        trainer = self.fit(self.callback(self.trial()))
        self.assertTrue(trainer.should_stop)
        self.assertEqual(
            self.lines(),
            [
                {"epoch": 1, "val_loss": 1.0, "train_loss": 0.5},
                {"checkpoint": 1},
                {"epoch": 2, "val_loss": 0.5, "train_loss": 0.5},
                {"checkpoint": 2},
            ],
        )

    def test_tells_where_it_goes_on(self):
        self.save("last.ckpt", 2)
        self.fit(self.callback(self.trial(**{"from": 2, "to": 3})), done=2)
        self.assertEqual([list(line)[0] for line in self.lines()], ["from", "epoch", "checkpoint"])
        self.assertEqual(self.lines()[0], {"from": 2})

    def test_tells_no_checkpoint_that_nobody_wrote(self):
        self.fit(self.callback(self.trial()), saves=False)
        self.assertEqual([line["epoch"] for line in self.lines()], [1, 2])

    def test_tells_no_value_twice(self):
        self.fit(self.callback(self.trial(to=4)), every=2, saves=False)
        told = [line["epoch"] for line in self.lines() if "val_loss" in line]
        self.assertEqual(told, [2, 4])

    def test_stops_when_it_is_told_to(self):
        trial = self.trial(to=5)
        callback = self.callback(trial)
        trial._stop.set()
        self.assertEqual(self.fit(callback).current_epoch, 1)

    def test_finds_the_older_package(self):
        with installed(lightning=None, pytorch_lightning__callbacks={"Callback": Callback}):
            self.assertIsInstance(stint.for_lightning(self.trial()), Callback)

    def test_declines_a_sweep(self):
        with self.assertRaises(SystemExit) as leaving:
            self.callback(self.trial(do="lr-range"))
        self.assertEqual(leaving.exception.code, 64)


class Transformers(Told):
    """Trainer: hooks get args, state and control; the epoch's end comes before its evaluation and its save."""

    def train(self, callback, done=0, epochs=5):
        state = types.SimpleNamespace(epoch=float(done), global_step=done * 10)
        control = types.SimpleNamespace(should_training_stop=False)
        callback.on_train_begin(None, state, control, model=None)
        while state.epoch < epochs and not control.should_training_stop:
            state.epoch += 1.0
            callback.on_epoch_end(None, state, control, model=None)
            metrics = {"eval_loss": 1 / state.epoch, "eval_runtime": 0.1, "epoch": state.epoch, "eval_note": "text"}
            callback.on_evaluate(None, state, control, metrics=metrics, model=None)
            callback.on_save(None, state, control, model=None)
        return state

    def callback(self, trial):
        with installed(transformers={"TrainerCallback": Callback}):
            return stint.for_transformers(trial)

    def test_tells_epochs_and_checkpoints_and_stops_at_the_asked_length(self):
        self.assertEqual(self.train(self.callback(self.trial())).epoch, 2)
        self.assertEqual(
            self.lines(),
            [
                {"epoch": 1, "eval_loss": 1.0, "eval_runtime": 0.1},
                {"checkpoint": 1},
                {"epoch": 2, "eval_loss": 0.5, "eval_runtime": 0.1},
                {"checkpoint": 2},
            ],
        )

    def test_tells_where_it_goes_on(self):
        self.train(self.callback(self.trial(**{"from": 2, "to": 3})), done=2)
        self.assertEqual(self.lines()[0], {"from": 2})
        self.assertEqual(self.lines()[1]["epoch"], 3)

    def test_stops_when_it_is_told_to(self):
        trial = self.trial(to=5)
        callback = self.callback(trial)
        trial._stop.set()
        self.assertEqual(self.train(callback).epoch, 1)


class Keras(Told):
    """Model.fit: epochs count from 0, callbacks run in their order, and model.stop_training ends the loop."""

    def fit(self, callback, initial=0, epochs=5, saves=True):
        callback.model = types.SimpleNamespace(stop_training=False)
        callback.on_train_begin()
        for epoch in range(initial, epochs):
            callback.on_epoch_begin(epoch)
            if saves:
                self.save("last.keras", epoch + 1)
            callback.on_epoch_end(epoch, {"loss": 0.5, "val_loss": Number(1 / (epoch + 1))})
            if callback.model.stop_training:
                return epoch + 1
        return epochs

    def callback(self, trial):
        with installed(keras__callbacks={"Callback": Callback}):
            return stint.for_keras(trial)

    def test_tells_epochs_and_checkpoints_and_stops_at_the_asked_length(self):
        self.assertEqual(self.fit(self.callback(self.trial())), 2)
        self.assertEqual(
            self.lines(),
            [
                {"epoch": 1, "loss": 0.5, "val_loss": 1.0},
                {"checkpoint": 1},
                {"epoch": 2, "loss": 0.5, "val_loss": 0.5},
                {"checkpoint": 2},
            ],
        )

    def test_tells_where_it_goes_on(self):
        self.save("last.keras", 2)
        self.fit(self.callback(self.trial(**{"from": 2, "to": 3})), initial=2, saves=False)
        self.assertEqual(self.lines(), [{"from": 2}, {"epoch": 3, "loss": 0.5, "val_loss": 1 / 3}])

    def test_finds_the_one_inside_tensorflow(self):
        with installed(keras=None, tensorflow__keras__callbacks={"Callback": Callback}):
            self.assertIsInstance(stint.for_keras(self.trial()), Callback)

    def test_stops_when_it_is_told_to(self):
        trial = self.trial(to=5)
        callback = self.callback(trial)
        trial._stop.set()
        self.assertEqual(self.fit(callback), 1)


if __name__ == "__main__":
    unittest.main()
