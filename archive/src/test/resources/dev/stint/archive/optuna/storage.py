"""Makes, copies and prints studies with the real Optuna: make STORAGE | tell STORAGE."""
import json, math, sys
import optuna
from optuna.storages import JournalFileStorage, JournalStorage, RDBStorage

optuna.logging.set_verbosity(optuna.logging.ERROR)
what, path = sys.argv[1], sys.argv[2]
storage = JournalStorage(JournalFileStorage(path)) if path.endswith(".log") else RDBStorage("sqlite:///" + path)


def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1e-1, log=True)
    layers = trial.suggest_int("layers", 1, 8)
    width = trial.suggest_int("width", 16, 1024, log=True)
    dropout = trial.suggest_float("dropout", 0, 0.5, step=0.1)
    optimizer = trial.suggest_categorical("optimizer", ["adam", "sgd", None, 3, 2.5, True])
    if optimizer == "sgd":
        trial.suggest_float("momentum", 0.0, 0.99)
    for epoch in range(1, 5):
        value = (math.log10(lr) + 3) ** 2 + layers / 10 + dropout + width / 1e4 + 1 / epoch
        if trial.number == 3 and epoch == 2:
            raise RuntimeError("broken")
        trial.report(value, epoch)
        if trial.number == 5 and epoch == 2:
            raise optuna.TrialPruned()
    return value


if what == "make":
    for name, direction in [("mine", "minimize"), ("other", "maximize")]:
        study = optuna.create_study(study_name=name, storage=storage, direction=direction, sampler=optuna.samplers.RandomSampler(seed=1))
        study.optimize(objective, n_trials=12, catch=(RuntimeError,))
    optuna.create_study(study_name="empty", storage=storage)
    optuna.create_study(study_name="two", storage=storage, directions=["minimize", "maximize"])
else:
    study = optuna.load_study(study_name=sys.argv[3], storage=storage)
    print(json.dumps({
        "best": study.best_value,
        "direction": study.direction.name,
        "trials": [[t.number, t.state.name, t.value, t.params, sorted(t.intermediate_values.items())] for t in study.trials],
    }, sort_keys=True))
    if len(sys.argv) > 4:  # the study goes on there
        study.optimize(lambda trial: trial.suggest_float("lr", 1e-5, 1e-1, log=True), n_trials=1)
