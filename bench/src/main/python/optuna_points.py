"""Optuna's TPE with Hyperband on LCBench, given the configurations that Stint starts from (enqueue_trial).

    optuna_points.py DATA POINTS.jsonl OUT.jsonl [--give archive|all|none] [--lowest 2|4]

DATA is the folder with bench/ and yahpo/, POINTS.jsonl what `bench/lcbench --points-out` wrote; OUT.jsonl is read by `bench/lcbench --table`.
One long study for each line of POINTS.jsonl, in its widened space, read off at every budget by the rule for peers: the best last value among
what was trained out, or else of all. Samplers and pruners are those of the peers' table: multivariate with the lowest rung 2, not with 4.
"""
import argparse
import json
import os
import sys
import time
import warnings

BUDGETS = [5, 6.25, 10, 15, 20]


def chosen(points, give):
    """The configurations to enqueue, in Stint's order: what its archive gave, or everything that it starts from."""
    from_archive = [p["config"] for p in points if p["from"].startswith("from: archived study")]
    return {"none": [], "archive": from_archive, "all": [p["config"] for p in points]}[give]


def study(optuna, lowest, epochs, instance, seed):
    """The name as the peers' runner has it: Hyperband draws a trial's bracket from it."""
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=lowest == 2)
    pruner = optuna.pruners.HyperbandPruner(min_resource=lowest, max_resource=epochs, reduction_factor=3)
    return optuna.create_study(direction="maximize", sampler=sampler, pruner=pruner, study_name=f"{instance}-{seed}")


def suggested(trial, space):
    return {
        name: trial.suggest_int(name, low, high, log=log) if kind == "int" else trial.suggest_float(name, low, high, log=log)
        for name, (kind, low, high, log) in space.items()
    }


def recommended(seen, epochs):
    """What the peer would recommend: (epochs trained, last value, value at the end) of each configuration."""
    return max([s for s in seen if s[0] == epochs] or seen, key=lambda s: s[1])[2]


def spend(optuna, task, space, epochs, points):
    """The value at the end of what is recommended after each budget, and how many configurations were opened."""
    todo = [(b, int(b * epochs)) for b in BUDGETS]
    marks, seen, used = {}, [], 0
    for point in points:
        task.enqueue_trial(point)
    while todo:
        trial = task.ask()
        curve = yield suggested(trial, space)
        seen.append([0, float("-inf"), float(curve[-1])])
        pruned = False
        for epoch in range(1, epochs + 1):
            used += 1
            seen[-1][:2] = epoch, float(curve[epoch - 1])
            while todo and used >= todo[0][1]:
                marks[todo.pop(0)[0]] = recommended(seen, epochs)
            trial.report(seen[-1][1], epoch)
            if not todo or (epoch < epochs and trial.should_prune()):
                pruned = epoch < epochs
                break
        state = optuna.trial.TrialState.PRUNED if pruned else optuna.trial.TrialState.COMPLETE
        task.tell(trial, None if pruned else seen[-1][1], state=state)
    return marks, len(seen)


def played(optuna, bench, lcbench, line, arguments):
    task = study(optuna, arguments.lowest, lcbench.EPOCHS, line["instance"], line["seed"])
    trainings = spend(optuna, task, lcbench.SPACE, lcbench.EPOCHS, chosen(line["points"], arguments.give))
    curve = None
    while True:
        try:
            config = trainings.send(curve)
        except StopIteration as end:
            return end.value
        curve = bench.curve(line["instance"], config)[:, 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("points")
    parser.add_argument("out")
    parser.add_argument("--give", choices=["archive", "all", "none"], default="archive")
    parser.add_argument("--lowest", type=int, choices=[2, 4], default=4)
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    sys.path.insert(0, os.path.join(arguments.data, "bench"))
    os.environ.setdefault("YAHPO", os.path.join(os.path.abspath(arguments.data), "yahpo"))
    import lcbench
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    bench = lcbench.LCBench()
    with open(os.path.join(arguments.data, "yahpo", "lcbench", "reference.json")) as file:
        reference = json.load(file)
    method = f"optuna-{optuna.__version__}-tpe-hb{arguments.lowest}-{arguments.give}"
    with open(arguments.points) as points, open(arguments.out, "w") as out:
        for line in map(json.loads, points):
            lcbench.SPACE.update(lcbench.BASE)
            if line["space"] == "widened":
                lcbench.widen(line["instance"], line["seed"])
            begun = time.perf_counter()
            marks, opened = played(optuna, bench, lcbench, line, arguments)
            known = reference[line["instance"]]
            width = known["best"] - known["median"]
            row = {"method": method, "arm": "cold" if arguments.give == "none" else line["arm"], "space": line["space"],
                   "instance": line["instance"], "seed": line["seed"],
                   "regret": {f"{b:g}": (known["best"] - y) / width for b, y in marks.items()},
                   "trials": opened, "seconds": round(time.perf_counter() - begun, 2)}
            out.write(json.dumps(row) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
