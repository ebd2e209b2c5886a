"""Golden values of the numeric rooms: /usr/bin/python3 golden.py writes the CSV files beside it.

Made by mpmath at 150 digits and by SciPy, never by the code under test. Each file names its maker in its first line.
"""
import os

import mpmath as mp
import scipy
from mpmath import mpf

mp.mp.dps = 150
HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, maker, header, rows):
    with open(os.path.join(HERE, name), "w") as out:
        out.write("# made by golden.py with %s\n%s\n" % (maker, header))
        for row in rows:
            out.write(",".join(str(x) if isinstance(x, (int, str)) else show(x) for x in row) + "\n")


def show(x):
    return repr(x) if isinstance(x, float) else mp.nstr(x, 20, min_fixed=-3, max_fixed=3)


def pdf(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def upper(x):
    return mp.erfc(x / mp.sqrt(2)) / 2


def normal():
    xs = [-1e4, -300.0, -38.0, -37.3, -20.0, -10.1, -5.3, -3.0, -2.0001, -2.0, -1.9, -1.0, -0.3, -1e-5, 0.0,
          1e-9, 0.2, 0.7, 1.1, 1.9999, 2.0, 2.3, 3.7, 6.1, 8.2, 15.0]
    rows = []
    for x in xs:
        X = mpf(x)
        rows.append((x, pdf(X), upper(-X), mp.log(upper(-X)), upper(X) / pdf(X)))
    write("normal.csv", "mpmath %s, 150 digits" % mp.__version__, "x,pdf,cdf,log_cdf,mills", rows)


def normal_quantile():
    ps = [1e-307, 1e-100, 1e-30, 3e-15, 1e-9, 1e-5, 0.001, 0.01, 0.02425, 0.0499, 0.05, 0.0501, 0.1, 0.2, 0.3,
          0.45, 0.4999, 0.5, 0.5000001, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99, 0.999, 0.999999, 1 - 1e-12]
    rows = []
    for p in ps:
        P = mpf(p)
        if P == mpf(0.5):
            x = mpf(0)
        elif P > mpf(0.5):
            x = mp.sqrt(2) * mp.erfinv(2 * P - 1)
        else:
            guess = -mp.sqrt(-2 * mp.log(P)) if P < 0.02 else mp.sqrt(2) * mp.erfinv(2 * P - 1)
            x = mp.findroot(lambda z: mp.log(upper(-z)) - mp.log(P), guess)
        rows.append((p, x))
    write("normal_quantile.csv", "mpmath %s, 150 digits" % mp.__version__, "p,x", rows)


def erfcx():
    xs = [-26.0, -5.0, -1.0, -0.1, 0.0, 0.1, 0.5, 1.0, 1.4, 1.5, 2.0, 3.0, 5.0, 10.0, 27.0, 100.0, 1e8]
    rows = [(x, mp.exp(mpf(x) ** 2) * mp.erfc(mpf(x))) for x in xs if x < 1e5]
    rows.append((1e8, 1 / (mp.sqrt(mp.pi) * mpf(1e8)) * (1 - mpf(1) / 2 / mpf(1e8) ** 2)))
    write("erfcx.csv", "mpmath %s, 150 digits" % mp.__version__, "x,erfcx", rows)


def sobol():
    from scipy.stats.qmc import Sobol
    points = Sobol(64, scramble=False, bits=32).random(1024)
    rows = [[i] + [float(x) for x in points[i]] for i in (0, 1, 2, 3, 4, 7, 100, 777, 1023)]
    write("sobol.csv", "scipy %s" % scipy.__version__, "index,coordinates", rows)


def log_excess():
    zs = [-1e8, -1e6, -1e5, -5000.0, -300.0, -38.5, -25.0, -10.0, -5.0, -2.5, -2.0, -1.99, -1.0, -0.5, 0.0, 0.3, 1.0,
          3.0, 8.0, 40.0, 1e4, 1e9]
    rows = []
    for z in zs:
        Z = mpf(z)
        if z <= -300:
            u2 = Z * Z
            series = 1 / u2 * (1 - 3 / u2 + 15 / u2 ** 2 - 105 / u2 ** 3 + 945 / u2 ** 4)
            rows.append((z, -u2 / 2 - mp.log(2 * mp.pi) / 2 + mp.log(series)))
        else:
            mp.mp.dps = 80 + int(z * z if z < 0 else 0)
            rows.append((z, mp.log(pdf(Z) + Z * upper(-Z))))
            mp.mp.dps = 150
    write("log_excess.csv", "mpmath %s, at least 80 digits" % mp.__version__, "z,log(pdf+z*cdf)", rows)


def beta():
    rows = []
    for a, b in ((0.5, 0.5), (1.0, 1.0), (2.0, 5.0), (0.5, 30.0), (40.0, 3.0), (300.0, 200.0), (5000.0, 0.5)):
        for x in (1e-6, 0.01, 0.2, 0.5, 0.77, 0.99, 0.9999):
            value = mp.betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True)
            if value > mpf(10) ** -280:
                rows.append((a, b, x, value))
    write("beta.csv", "mpmath %s, 150 digits" % mp.__version__, "a,b,x,cdf", rows)


def student_t():
    from scipy.special import stdtrit
    rows = []
    for nu in (1.0, 2.0, 3.0, 4.5, 9.0, 30.0, 1000.0):
        for p in (1e-6, 0.01, 0.05, 0.2, 0.4, 0.4999, 0.7, 0.75, 0.8, 0.95, 0.999):
            start = mpf(float(stdtrit(nu, p)))
            tail = lambda t: mp.betainc(mpf(nu) / 2, mpf(1) / 2, 0, mpf(nu) / (nu + t * t), regularized=True) / 2
            cdf = lambda t: 1 - tail(t) if t > 0 else tail(t)
            mp.mp.dps = 40
            rows.append((nu, p, mp.findroot(lambda t: cdf(t) - mpf(p), start)))
            mp.mp.dps = 150
    write("student_t.csv", "mpmath %s, 40 digits" % mp.__version__, "freedom,p,quantile", rows)


def kendall():
    import random
    from scipy.stats import kendalltau
    draw = random.Random(1)
    rows = []
    for n, values in ((2, 9), (3, 3), (5, 4), (8, 1000), (8, 3), (8, 1000)):
        for _ in range(4):
            x = [draw.randrange(values) for _ in range(n)]
            y = [draw.randrange(values) + (a if n == 8 else 0) for a in x]
            tau = kendalltau(x, y)[0]
            rows.append([0.0 if tau != tau else float(tau)] + x + y)
    write("kendall.csv", "scipy %s" % scipy.__version__, "tau_b,x...,y...", rows)


if __name__ == "__main__":
    normal()
    normal_quantile()
    erfcx()
    sobol()
    log_excess()
    beta()
    student_t()
    kendall()
