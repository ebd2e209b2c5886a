"""Speaks Stint's trial contract for a Python script. Standard library only, Python 3.9 and newer.

    import stint

    def main(trial):
        saved = load(trial.path("model.pt"))              # None the first time
        for epoch in trial.epochs(after=saved.epoch if saved else 0):
            ...
            trial.report(epoch=epoch, val_loss=loss)
            trial.save(epoch, "model.pt", lambda path: torch.save(state, path))

    stint.run(main, defaults={"lr": 1e-3}, full=50)       # a training of its own, or a warm worker

or, without warm workers, ``trial = stint.current(defaults={"lr": 1e-3}, full=50)``. Started by hand, the script
trains its defaults to the full length and prints what it would have told Stint.
"""

import json
import os
import queue
import signal
import sys
import threading
import traceback

__all__ = ["Trial", "current", "run", "for_lightning", "for_transformers", "for_keras"]
__version__ = "0.1.0"

TRY_AGAIN = 75
CANNOT_DO_THIS_MODE = 64

_NO_LENGTH = "stint: how long is a training? Write stint.current(full=50), or stint.run(main, full=50)."

_FIELDS = {
    "do": "STINT_MODE",
    "seed": "STINT_SEED",
    "from": "STINT_FROM",
    "to": "STINT_UNTIL",
    "full": "STINT_FULL",
    "checkpoint_dir": "STINT_CHECKPOINT_DIR",
    "min": "STINT_LR_MIN",
    "max": "STINT_LR_MAX",
    "steps": "STINT_LR_STEPS",
    "split": "STINT_SPLIT",
    "proxy": "STINT_PROXY",
}


class _Leave(SystemExit):
    """Told to go before the asked length: the checkpoint is good, another attempt goes on from it."""

    def __init__(self):
        super().__init__(TRY_AGAIN)


class _Decline(SystemExit):
    """This script cannot do the mode, and Stint goes without."""

    def __init__(self):
        super().__init__(CANNOT_DO_THIS_MODE)


class Trial:
    """One training, sweep of the learning rate, or evaluation, as Stint asks for it."""

    def __init__(self, assignment, defaults=None, full=None):
        self.mode = assignment.get("do") or "train"
        self.config = _config(assignment.get("config") or {}, defaults)
        self.seed = int(assignment.get("seed") or 0)
        #: epochs that Stint has seen the results of; train on from the checkpoint, up to ``until``
        self.start = int(assignment.get("from") or 0)
        length = assignment.get("full") or full
        #: the full length, over which schedules are computed however short this training is; None when nobody said
        self.full = int(length) if length else None
        self.until = int(assignment.get("to") or self.full or 0) or None
        #: private to this training and durable; None when started by hand
        self.checkpoint_dir = assignment.get("checkpoint_dir") or None
        #: holdout or test, in mode evaluate
        self.split = assignment.get("split") or None
        #: name of the cheaper stand-in that is to be trained in place of the training itself; None for that
        self.proxy = assignment.get("proxy") or None
        self._sweep = [assignment.get(key) for key in ("min", "max", "steps")]
        self._stop = threading.Event()
        self._through = None

    @property
    def stopping(self):
        """Whether Stint wants this training to leave. ``epochs`` looks after every epoch; look yourself in long ones."""
        return self._stop.is_set() or _terminated.is_set()

    def epochs(self, after=0):
        """The epochs to train, counted from 1 as they are reported, after those that the checkpoint has.

        Told to stop, it leaves the script when the running epoch is through: save inside the loop.
        """
        if self.mode != "train":
            raise _Decline()
        if self.until is None:
            raise ValueError(_NO_LENGTH)
        self.resumed(after)
        self._through = after
        for epoch in range(after + 1, self.until + 1):
            if self.stopping:
                raise _Leave()
            yield epoch
            self._through = epoch

    def lr_range(self, low=1e-6, high=1.0, steps=100):
        """The rates to try in mode lr-range, one a batch. Report each with the loss before its update."""
        told_low, told_high, told_steps = self._sweep
        low, high, steps = float(told_low or low), float(told_high or high), int(told_steps or steps)
        for step in range(steps):
            if self.stopping:
                raise _Leave()
            yield low * (high / low) ** (step / max(1, steps - 1))

    def report(self, **metrics):
        """Tells metrics, ``report(epoch=3, val_loss=0.44)``. Tensors and arrays of one number are taken as numbers."""
        _say(metrics)

    def resumed(self, epoch):
        """Tells that the training goes on after ``epoch``. ``epochs`` does it for you."""
        if epoch or self.start:
            _say({"from": epoch})

    def saved(self, epoch):
        """Tells that a checkpoint is written, completely. ``save`` does it for you."""
        _say({"checkpoint": epoch})

    def path(self, name):
        """A file of the checkpoint folder, or None when started by hand."""
        return os.path.join(self.checkpoint_dir, name) if self.checkpoint_dir else None

    def save(self, epoch, name, write):
        """Has ``write(path)`` write a checkpoint, puts it in the place of the last one at once, and tells it.

        Does nothing when started by hand.
        """
        target = self.path(name)
        if target is None:
            return
        os.makedirs(self.checkpoint_dir, exist_ok=True)
        part = target + ".part"
        write(part)
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
        self.saved(epoch)


def current(defaults=None, full=None):
    """What this process is to do: what Stint asks for, or the defaults to the full length when started by hand."""
    if _is_warm():
        raise SystemExit(
            "stint: the study file says workers: warm, but stint.current() does one training and ends."
            " Write stint.run(main), or remove workers: warm."
        )
    assignment = {field: os.environ[name] for field, name in _FIELDS.items() if os.environ.get(name)}
    if assignment:
        _watch_for_sigterm()
    if os.environ.get("STINT_CONFIG"):
        with open(os.environ["STINT_CONFIG"], encoding="utf-8") as file:
            assignment["config"] = json.load(file)
    return Trial(assignment, defaults, full)


def run(main, defaults=None, full=None):
    """Calls ``main(trial)``: once, or as a warm worker for every assignment until there are no more."""
    if _is_warm():
        _serve(main, defaults, full)
        return
    trial = current(defaults, full)
    try:
        main(trial)
    except Exception:
        if trial.stopping:  # a loader whose processes got the signal too, as a rule
            traceback.print_exc()
            raise _Leave() from None
        raise
    if trial.stopping and trial._through is not None and trial._through < trial.until:
        raise _Leave()


def _serve(main, defaults, full):
    inbox = queue.SimpleQueue()
    _watch_for_sigterm(lambda: inbox.put(None))
    threading.Thread(target=_read, args=(inbox, os.fdopen(os.dup(0), encoding="utf-8")), daemon=True).start()
    _say({"ready": True})
    while not _terminated.is_set():
        assignment = inbox.get()
        if assignment is not None:
            _say(_verdict(main, assignment, defaults, full))
            sys.stdout.flush()


def _verdict(main, assignment, defaults, full):
    line, stop = assignment
    try:
        trial = Trial(json.loads(line), defaults, full)
        trial._stop = stop
        main(trial)
        return {"done": True}
    except _Decline:
        return {"unsupported": True}
    except _Leave:
        return {"done": True}
    except SystemExit as leaving:
        if leaving.code in (None, 0):
            return {"done": True}
        return {"failed": str(leaving.code)}
    except Exception as error:
        traceback.print_exc()
        return {"failed": "{}: {}".format(type(error).__name__, error)}


def _read(inbox, lines):
    """Runs on a thread of its own, so that a stop reaches the training that runs. End of input: leave at once."""
    stop = threading.Event()
    for line in lines:
        if _is_stop(line):
            stop.set()
        elif line.strip():
            stop = threading.Event()
            inbox.put((line, stop))
    os._exit(0)


def _is_stop(line):
    try:
        return json.loads(line).get("do") == "stop"
    except (ValueError, AttributeError):
        return False


def _is_warm():
    return os.environ.get("STINT_WORKERS") == "warm"


def _config(given, defaults):
    if defaults is None:
        return dict(given)
    for name in given:
        if name not in defaults:
            raise SystemExit(
                "stint: config.{}: this script has no such setting. It knows {}.".format(name, ", ".join(sorted(defaults)))
            )
    return {**defaults, **given}


_terminated = threading.Event()


def _watch_for_sigterm(then=lambda: None):
    """Lets the running epoch end. A handler that the script has set stays; child processes die of the signal as ever."""
    owner = os.getpid()

    def handle(number, frame):
        if os.getpid() != owner:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTERM)
        _terminated.set()
        then()

    main = threading.current_thread() is threading.main_thread()
    if main and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, handle)


def _say(line):
    """One line, whole and at once: to the report file, or without one to stdout."""
    text = json.dumps(line, default=_plain)
    report = os.environ.get("STINT_REPORT")
    if not report:
        print("STINT " + text, flush=True)
        return
    file = os.open(report, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        os.write(file, (text + "\n").encode("utf-8"))
    finally:
        os.close(file)


def _plain(value):
    """Numbers of PyTorch, NumPy, JAX and TensorFlow, none of which is imported here."""
    return value.item() if hasattr(value, "item") else float(value)


# Callbacks. Each only prints the contract's lines, and ends the framework's loop at ``trial.until`` or when told to stop.
# Give the framework ``trial.full`` as its length: its schedules then run over the full length, as they should.


class _Loop:
    """What the three callbacks share."""

    def __init__(self, trial, checkpoint):
        if trial.mode != "train":
            raise _Decline()
        if trial.until is None:
            raise ValueError(_NO_LENGTH)
        self.trial = trial
        self.file = trial.path(checkpoint) if checkpoint else None
        self.stamp = self._stamp()

    def _stamp(self):
        try:
            found = os.stat(self.file)
            return found.st_mtime_ns, found.st_size, found.st_ino
        except (OSError, TypeError):
            return None

    def look(self, epoch):
        """Tells the checkpoint once the framework has replaced its file."""
        stamp = self._stamp()
        if stamp is not None and stamp != self.stamp:
            self.stamp = stamp
            self.trial.saved(epoch)

    def over(self, epoch):
        """Whether the framework is to stop after this epoch."""
        self.trial._through = epoch
        return self.trial.stopping or epoch >= self.trial.until

    def tell(self, epoch, metrics):
        line = {name: _number(value) for name, value in metrics.items()}
        self.trial.report(**{"epoch": epoch, **{k: v for k, v in line.items() if v is not None and k != "epoch"}})


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def for_lightning(trial, checkpoint="last.ckpt"):
    """For ``Trainer(callbacks=[...], max_epochs=trial.full)``, of lightning or pytorch_lightning.

    Beside it: ``ModelCheckpoint(trial.checkpoint_dir, save_last=True, save_on_train_epoch_end=True)``, and
    ``fit(..., ckpt_path=trial.path("last.ckpt"))`` when that file exists.
    """
    try:
        from lightning.pytorch.callbacks import Callback
    except ImportError:
        from pytorch_lightning.callbacks import Callback

    class StintCallback(Callback):
        def __init__(self):
            super().__init__()
            self._loop = _Loop(trial, checkpoint)
            self._validated = None
            self._epoch = 0

        def on_train_start(self, trainer, pl_module):
            trial.resumed(trainer.current_epoch)

        def on_validation_end(self, trainer, pl_module):
            if not trainer.sanity_checking:
                self._validated = trainer.current_epoch

        def on_train_epoch_start(self, trainer, pl_module):
            self._loop.look(trainer.current_epoch)

        def on_train_epoch_end(self, trainer, pl_module):
            # Values of an earlier validation still lie there in an epoch that had none.
            if self._validated in (None, trainer.current_epoch):
                self._loop.tell(trainer.current_epoch + 1, trainer.callback_metrics)
            self._epoch = trainer.current_epoch + 1
            if self._loop.over(self._epoch):
                trainer.should_stop = True

        def on_fit_end(self, trainer, pl_module):
            self._loop.look(self._epoch)

    return StintCallback()


def for_transformers(trial):
    """For ``Trainer(callbacks=[...])`` of Hugging Face, with ``num_train_epochs=trial.full`` and evaluation and saving
    once an epoch into ``output_dir=trial.checkpoint_dir``; ``train(resume_from_checkpoint=...)`` when there is one.
    """
    from transformers import TrainerCallback

    class StintCallback(TrainerCallback):
        def __init__(self):
            self._loop = _Loop(trial, None)

        def on_train_begin(self, args, state, control, **kwargs):
            trial.resumed(round(state.epoch or 0))

        def on_evaluate(self, args, state, control, metrics=None, **kwargs):
            if state.epoch:
                self._loop.tell(round(state.epoch), metrics or {})

        def on_save(self, args, state, control, **kwargs):
            trial.saved(round(state.epoch or 0))

        def on_epoch_end(self, args, state, control, **kwargs):
            if self._loop.over(round(state.epoch or 0)):
                control.should_training_stop = True

    return StintCallback()


def for_keras(trial, checkpoint="last.keras"):
    """For ``fit(callbacks=[...], epochs=trial.full, initial_epoch=...)``, last in the list, after the
    ``ModelCheckpoint(trial.path("last.keras"))`` that saves.
    """
    try:
        from keras.callbacks import Callback
    except ImportError:
        from tensorflow.keras.callbacks import Callback

    class StintCallback(Callback):
        def __init__(self):
            super().__init__()
            self._loop = _Loop(trial, checkpoint)
            self._begun = False

        def on_epoch_begin(self, epoch, logs=None):
            if not self._begun:
                self._begun = True
                trial.resumed(epoch)

        def on_epoch_end(self, epoch, logs=None):
            self._loop.tell(epoch + 1, logs or {})
            self._loop.look(epoch + 1)
            if self._loop.over(epoch + 1):
                self.model.stop_training = True

    return StintCallback()
