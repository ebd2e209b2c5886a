"""Runs real scripts in processes of their own, the way Stint starts them. From python/: python3 -m unittest discover tests"""

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = os.path.dirname(HERE)

TRAIN = """
    import json, os, time
    import stint

    def main(trial):
        if trial.mode == "lr-range":
            for lr in trial.lr_range():
                trial.report(lr=lr, loss=float("nan") if lr > 0.5 else 1 / lr)
            return
        path, done = trial.path("model.json"), 0
        if path and os.path.exists(path):
            with open(path) as file:
                done = json.load(file)
        for epoch in trial.epochs(after=done):
            time.sleep(float(trial.config["pause"]))
            trial.report(epoch=epoch, val_loss=trial.config["lr"] / epoch)
            trial.save(epoch, "model.json", lambda part: open(part, "w").write(str(epoch)))
        print("the end")

    stint.run(main, defaults={"lr": 0.5, "pause": 0}, full=4)
"""

CURRENT = """
    import stint

    trial = stint.current(defaults={"lr": 0.5}, full=3)
    for epoch in trial.epochs():
        trial.report(epoch=epoch, val_loss=trial.config["lr"] / epoch, seed=trial.seed)
"""


class Scripts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.report = self.file("report.jsonl")

    def file(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, text):
        with open(self.file(name), "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        return self.file(name)

    def start(self, script, **variables):
        clean = {k: v for k, v in os.environ.items() if not k.startswith("STINT_")}
        process = subprocess.Popen(
            [sys.executable, self.write("train.py", script)],
            env={**clean, "PYTHONPATH": PACKAGE, "PYTHONUNBUFFERED": "1", **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
        )
        self.addCleanup(lambda: [pipe.close() for pipe in (process.stdin, process.stdout, process.stderr)])
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def cold(self, script, config=None, mode="train", **variables):
        named = {"STINT_" + name.upper(): str(value) for name, value in variables.items()}
        return self.start(
            script,
            STINT_MODE=mode,
            STINT_CONFIG=self.write("config.json", json.dumps(config or {})),
            STINT_SEED="7",
            STINT_REPORT=self.report,
            STINT_CHECKPOINT_DIR=self.file("checkpoints"),
            **named,
        )

    def finish(self, process):
        out, err = process.communicate(timeout=30)
        return process.returncode, out, err

    def lines(self):
        if not os.path.exists(self.report):
            return []
        with open(self.report, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def until(self, ready, process):
        deadline = time.monotonic() + 30
        while not ready(self.lines()):
            self.assertIsNone(process.poll(), "the script ended early")
            self.assertLess(time.monotonic(), deadline, self.lines())
            time.sleep(0.01)


class ByHand(Scripts):
    def test_trains_its_defaults_to_the_full_length(self):
        code, out, err = self.finish(self.start(CURRENT))
        self.assertEqual((code, err), (0, ""))
        said = [json.loads(line[len("STINT "):]) for line in out.splitlines()]
        self.assertEqual([line["epoch"] for line in said], [1, 2, 3])
        self.assertEqual(said[0], {"epoch": 1, "val_loss": 0.5, "seed": 0})

    def test_saves_nothing(self):
        code, out, _ = self.finish(self.start(TRAIN))
        self.assertEqual(code, 0)
        self.assertNotIn("checkpoint", out)
        self.assertEqual(os.listdir(self.folder.name), ["train.py"])

    def test_says_what_is_missing_when_nobody_named_a_length(self):
        code, _, err = self.finish(self.start("import stint\nfor epoch in stint.current().epochs(): pass"))
        self.assertEqual(code, 1)
        self.assertIn("stint.current(full=50)", err)


class Cold(Scripts):
    def test_trains_what_it_is_asked(self):
        code, _, err = self.finish(self.cold(CURRENT, {"lr": 0.25}, until=2, full=50, **{"from": 0}))
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.lines(), [{"epoch": 1, "val_loss": 0.25, "seed": 7}, {"epoch": 2, "val_loss": 0.125, "seed": 7}])

    def test_resumes_where_the_checkpoint_is(self):
        self.finish(self.cold(TRAIN, until=2, full=4, **{"from": 0}))
        self.assertEqual(self.lines()[-1], {"checkpoint": 2})
        os.remove(self.report)
        self.finish(self.cold(TRAIN, until=3, full=4, **{"from": 2}))
        self.assertEqual(self.lines(), [{"from": 2}, {"epoch": 3, "val_loss": 0.5 / 3}, {"checkpoint": 3}])
        self.assertEqual(os.listdir(self.file("checkpoints")), ["model.json"])

    def test_a_kill_in_the_middle_of_a_checkpoint_leaves_the_last_one(self):
        half = """part: (os.write(os.open(part, os.O_CREAT | os.O_WRONLY), b"gar"), os.kill(os.getpid(), 9) if epoch == 3 else open(part, "w").write(str(epoch)))"""
        script = TRAIN.replace("""part: open(part, "w").write(str(epoch))""", half)
        self.assertEqual(-9, self.finish(self.cold(script, {"lr": 1, "pause": 0}, until=4, full=4))[0])
        self.assertEqual([{"checkpoint": 1}, {"checkpoint": 2}], [line for line in self.lines() if "checkpoint" in line])
        with open(os.path.join(self.file("checkpoints"), "model.json")) as kept:
            self.assertEqual("2", kept.read())
        os.remove(self.report)
        code, _, err = self.finish(self.cold(TRAIN, {"lr": 1, "pause": 0}, **{"from": 2}, until=4, full=4))
        self.assertEqual((0, ""), (code, err))
        self.assertEqual({"from": 2}, self.lines()[0])
        self.assertEqual({"checkpoint": 4}, self.lines()[-1])

    def test_admits_that_the_checkpoint_is_gone(self):
        self.finish(self.cold(TRAIN, until=3, full=4, **{"from": 2}))
        self.assertEqual(self.lines()[:2], [{"from": 0}, {"epoch": 1, "val_loss": 0.5}])

    def test_refuses_a_setting_that_it_does_not_know(self):
        code, _, err = self.finish(self.cold(CURRENT, {"lrr": 1}, until=2, full=4))
        self.assertEqual(code, 1)
        self.assertEqual(err.strip(), "stint: config.lrr: this script has no such setting. It knows lr.")

    def test_sweeps_the_rate_geometrically(self):
        code, _, _ = self.finish(self.cold(TRAIN, mode="lr-range", lr_min=0.01, lr_max=1, lr_steps=3))
        self.assertEqual(code, 0)
        rates = [line["lr"] for line in self.lines()]
        for rate, expected in zip(rates, [0.01, 0.1, 1]):
            self.assertAlmostEqual(rate, expected)
        self.assertTrue(math.isnan(self.lines()[-1]["loss"]))
        self.assertFalse(os.path.exists(self.file("checkpoints")))

    def test_declines_the_modes_that_the_script_does_not_look_at(self):
        for mode in ("lr-range", "evaluate"):
            code, _, err = self.finish(self.cold(CURRENT, mode=mode, split="holdout"))
            self.assertEqual((code, err, self.lines()), (64, "", []))

    def test_a_signal_ends_it_after_the_epoch_with_the_code_to_try_again(self):
        process = self.cold(TRAIN, {"pause": 0.2}, until=50, full=50)
        self.until(lambda lines: {"epoch": 1, "val_loss": 0.5} in lines, process)
        process.send_signal(signal.SIGTERM)
        code, out, err = self.finish(process)
        self.assertEqual((code, out, err), (75, "", ""))
        said = self.lines()
        self.assertLess(len(said), 10)
        self.assertEqual(said[-1], {"checkpoint": said[-2]["epoch"]})

    def test_a_signal_in_the_last_epoch_is_no_reason_to_try_again(self):
        process = self.cold(
            """
            import os, stint
            def main(trial):
                for epoch in trial.epochs():
                    os.kill(os.getpid(), 15)
                print("the end", trial.stopping)
            stint.run(main)
            """,
            until=1,
            full=50,
        )
        self.assertEqual(self.finish(process), (0, "the end True\n", ""))

    def test_the_signals_of_a_child_process_are_its_own(self):
        process = self.cold(
            """
            import os, time, stint
            trial = stint.current(full=2)
            ready, begun = os.pipe()
            child = os.fork()
            if child == 0:
                os.write(begun, b".")  # a signal that comes before is lost in the fork
                time.sleep(60)
                os._exit(1)
            os.read(ready, 1)
            for epoch in trial.epochs():
                if epoch == 1:
                    os.kill(child, 15)
                    trial.report(epoch=epoch, signal=os.WTERMSIG(os.waitpid(child, 0)[1]))
            """
        )
        self.assertEqual(self.finish(process)[0], 0)
        self.assertEqual(self.lines(), [{"epoch": 1, "signal": 15}])

    def test_an_error_while_leaving_is_not_the_configuration_s_fault(self):
        process = self.cold(
            """
            import os, stint
            def main(trial):
                for epoch in trial.epochs():
                    os.kill(os.getpid(), 15)
                    raise RuntimeError("DataLoader worker is killed by signal: Terminated.")
            stint.run(main, full=2)
            """
        )
        code, _, err = self.finish(process)
        self.assertEqual(code, 75)
        self.assertIn("DataLoader worker", err)

    def test_an_error_is_an_error(self):
        code, _, err = self.finish(self.cold("import stint\nstint.run(lambda trial: 1 / 0, full=2)"))
        self.assertEqual(code, 1)
        self.assertIn("ZeroDivisionError", err)

    def test_numbers_of_libraries_are_numbers(self):
        self.finish(
            self.cold(
                """
                import stint
                class Tensor:
                    def item(self):
                        return 0.5
                class Fraction:
                    def __float__(self):
                        return 0.25
                stint.current(full=1).report(epoch=1, val_loss=Tensor(), other=Fraction())
                """
            )
        )
        self.assertEqual(self.lines(), [{"epoch": 1, "val_loss": 0.5, "other": 0.25}])

    def test_says_what_to_do_when_the_study_wants_warm_workers(self):
        code, _, err = self.finish(self.start(CURRENT, STINT_WORKERS="warm"))
        self.assertEqual(code, 1)
        self.assertIn("remove workers: warm", err)


class Warm(Scripts):
    def worker(self, script):
        process = self.start(script, STINT_WORKERS="warm", STINT_REPORT=self.report)
        self.until(lambda lines: {"ready": True} in lines, process)
        return process

    def assign(self, process, ended=lambda line: set(line) & {"done", "failed", "unsupported"}, **assignment):
        before = len(self.lines())
        whole = {"do": "train", "trial": 1, "replicate": 1, "attempt": 1, "config": {}, "seed": 7, "from": 0, "to": 2, "full": 4}
        process.stdin.write(json.dumps({**whole, **assignment}) + "\n")
        process.stdin.flush()
        self.until(lambda lines: any(ended(line) for line in lines[before:]), process)
        return self.lines()[before:]

    def test_takes_one_assignment_after_the_other(self):
        process = self.worker(TRAIN)
        first = self.assign(process, checkpoint_dir=self.file("one"))
        self.assertEqual(first[-2:], [{"checkpoint": 2}, {"done": True}])
        second = self.assign(process, config={"lr": 1}, to=1, checkpoint_dir=self.file("two"))
        self.assertEqual(second, [{"epoch": 1, "val_loss": 1.0}, {"checkpoint": 1}, {"done": True}])
        third = self.assign(process, **{"from": 2, "to": 3, "checkpoint_dir": self.file("one")})
        self.assertEqual(third, [{"from": 2}, {"epoch": 3, "val_loss": 0.5 / 3}, {"checkpoint": 3}, {"done": True}])
        sweep = self.assign(process, do="lr-range", min=0.01, max=0.1, steps=2)
        self.assertEqual([set(line) for line in sweep], [{"lr", "loss"}, {"lr", "loss"}, {"done"}])
        self.assertEqual(self.assign(process, do="evaluate", split="holdout"), [{"unsupported": True}])
        process.stdin.close()
        self.assertEqual(process.wait(10), 0)

    def test_a_proxy_is_told_by_its_name(self):
        script = "import stint\n\ndef main(trial):\n    for epoch in trial.epochs():\n        trial.report(epoch=epoch, proxy=str(trial.proxy), width=trial.config['width'])\n\nstint.run(main, {'width': 64}, full=4)\n"
        process = self.worker(script)
        told = self.assign(process, proxy="small", config={"width": 8}, to=1)
        self.assertEqual(told[0], {"epoch": 1, "proxy": "small", "width": 8})
        self.assertEqual(self.assign(process, to=1)[0], {"epoch": 1, "proxy": "None", "width": 64})

    def test_a_failure_costs_one_assignment(self):
        process = self.worker(TRAIN)
        failed = self.assign(process, config={"pause": "no number"})
        self.assertEqual(failed, [{"failed": "ValueError: could not convert string to float: 'no number'"}])
        unknown = self.assign(process, config={"x": 1})
        self.assertIn("no such setting", unknown[0]["failed"])
        self.assertEqual(self.assign(process)[-1], {"done": True})

    def test_a_stop_ends_the_assignment_and_not_the_worker(self):
        process = self.worker(TRAIN)
        self.assign(process, ended=lambda line: "epoch" in line, config={"pause": 0.1}, to=500, full=500)
        process.stdin.write('{"do":"stop"}\n')
        process.stdin.flush()
        self.until(lambda lines: lines[-1] == {"done": True}, process)
        self.assertLess(len(self.lines()), 20)
        self.assertEqual(self.assign(process)[-1], {"done": True})

    def test_the_end_of_input_ends_it_at_once(self):
        process = self.worker(TRAIN)
        self.assign(process, ended=lambda line: "epoch" in line, config={"pause": 0.5}, to=500, full=500)
        process.stdin.close()
        self.assertEqual(process.wait(10), 0)
        self.assertNotIn({"done": True}, self.lines())

    def test_a_signal_ends_an_idle_worker(self):
        process = self.worker(TRAIN)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0)

    def test_a_signal_ends_a_busy_worker_after_the_epoch(self):
        process = self.worker(TRAIN)
        self.assign(process, ended=lambda line: "epoch" in line, config={"pause": 0.1}, to=500, full=500)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0)
        self.assertEqual(self.lines()[-1], {"done": True})


if __name__ == "__main__":
    unittest.main()
