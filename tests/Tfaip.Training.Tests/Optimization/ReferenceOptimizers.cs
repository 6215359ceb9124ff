namespace Tfaip.Training.Tests.Optimization;

/// <summary>The update rules as the papers and PyTorch's documentation write them, number by number in double precision.</summary>
internal static class ReferenceOptimizers
{
    /// <summary>Moves the weights of one tensor.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="g">The gradients.</param>
    /// <param name="t">The step, from 1.</param>
    /// <param name="m">What is remembered of each weight: three numbers, zero at first.</param>
    /// <param name="s">What is remembered of all: one number, 1 at first.</param>
    public delegate void Rule(double[] w, double[] g, int t, double[][] m, double[] s);

    public static Rule Sgd(double lr, double momentum, double dampening, bool nesterov) => (w, g, t, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            m[0][i] = t == 1 ? g[i] : (momentum * m[0][i]) + ((1 - dampening) * g[i]);
            w[i] -= lr * (momentum == 0 ? g[i] : nesterov ? g[i] + (momentum * m[0][i]) : m[0][i]);
        }
    };

    public static Rule Adam(double lr, double b1, double b2, double eps, bool amsgrad = false) => (w, g, t, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            Moments(m, i, g[i], b1, b2);
            m[2][i] = Math.Max(m[2][i], m[1][i]);
            var v = (amsgrad ? m[2][i] : m[1][i]) / (1 - Math.Pow(b2, t));
            w[i] -= lr * (m[0][i] / (1 - Math.Pow(b1, t))) / (Math.Sqrt(v) + eps);
        }
    };

    public static Rule Adamax(double lr, double b1, double b2, double eps) => (w, g, t, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            m[0][i] = (b1 * m[0][i]) + ((1 - b1) * g[i]);
            m[1][i] = Math.Max(b2 * m[1][i], Math.Abs(g[i]) + eps);
            w[i] -= lr / (1 - Math.Pow(b1, t)) * m[0][i] / m[1][i];
        }
    };

    public static Rule NAdam(double lr, double b1, double b2, double eps, double psi) => (w, g, t, m, s) =>
    {
        double Mu(int step) => b1 * (1 - (0.5 * Math.Pow(0.96, step * psi)));
        s[0] *= Mu(t);
        for (var i = 0; i < w.Length; i++)
        {
            Moments(m, i, g[i], b1, b2);
            var mean = (Mu(t + 1) * m[0][i] / (1 - (s[0] * Mu(t + 1)))) + ((1 - Mu(t)) * g[i] / (1 - s[0]));
            w[i] -= lr * mean / (Math.Sqrt(m[1][i] / (1 - Math.Pow(b2, t))) + eps);
        }
    };

    public static Rule RAdam(double lr, double b1, double b2, double eps) => (w, g, t, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            Moments(m, i, g[i], b1, b2);
            var mean = m[0][i] / (1 - Math.Pow(b1, t));
            var r = Rectification(b2, t);
            w[i] -= r is null ? lr * mean : lr * mean * r.Value * Math.Sqrt(1 - Math.Pow(b2, t)) / (Math.Sqrt(m[1][i]) + eps);
        }
    };

    public static Rule Rmsprop(double lr, double alpha, double eps, double momentum, bool centered) => (w, g, _, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            m[0][i] = (alpha * m[0][i]) + ((1 - alpha) * g[i] * g[i]);
            m[1][i] = (alpha * m[1][i]) + ((1 - alpha) * g[i]);
            var root = Math.Sqrt(centered ? m[0][i] - (m[1][i] * m[1][i]) : m[0][i]) + eps;
            m[2][i] = (momentum * m[2][i]) + (g[i] / root);
            w[i] -= lr * m[2][i];
        }
    };

    public static Rule Adagrad(double lr, double decay, double initial, double eps) => (w, g, t, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            m[0][i] += (t == 1 ? initial : 0) + (g[i] * g[i]);
            w[i] -= lr / (1 + ((t - 1) * decay)) * g[i] / (Math.Sqrt(m[0][i]) + eps);
        }
    };

    public static Rule AdaBelief(double lr, double b1, double b2, double eps, bool rectify) => (w, g, t, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            m[0][i] = (b1 * m[0][i]) + ((1 - b1) * g[i]);
            m[1][i] = (b2 * m[1][i]) + ((1 - b2) * Math.Pow(g[i] - m[0][i], 2)) + eps;
            var mean = m[0][i] / (1 - Math.Pow(b1, t));
            var r = rectify ? Rectification(b2, t) : 1;
            w[i] -= r is null ? lr * mean : lr * r.Value * mean / (Math.Sqrt(m[1][i] / (1 - Math.Pow(b2, t))) + eps);
        }
    };

    public static Rule Lamb(double lr, double b1, double b2, double eps, double decay) => (w, g, t, m, _) =>
    {
        var u = new double[w.Length];
        for (var i = 0; i < w.Length; i++)
        {
            Moments(m, i, g[i], b1, b2);
            u[i] = (m[0][i] / (1 - Math.Pow(b1, t)) / (Math.Sqrt(m[1][i] / (1 - Math.Pow(b2, t))) + eps)) + (decay * w[i]);
        }

        var ratio = Norm(w) > 0 && Norm(u) > 0 ? Norm(w) / Norm(u) : 1;
        for (var i = 0; i < w.Length; i++) w[i] -= lr * ratio * u[i];
    };

    public static Rule Lion(double lr, double b1, double b2) => (w, g, _, m, _) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            w[i] -= lr * Math.Sign((b1 * m[0][i]) + ((1 - b1) * g[i]));
            m[0][i] = (b2 * m[0][i]) + ((1 - b2) * g[i]);
        }
    };

    /// <summary>A rule after the decay of the weights, decoupled from the gradients.</summary>
    public static Rule Shrinking(double factor, Rule rule) => (w, g, t, m, s) =>
    {
        for (var i = 0; i < w.Length; i++) w[i] *= factor;
        rule(w, g, t, m, s);
    };

    /// <summary>A rule with the decay of the weights added to the gradients.</summary>
    public static Rule Penalised(double decay, Rule rule) =>
        (w, g, t, m, s) => rule(w, g.Zip(w, (gradient, weight) => gradient + (decay * weight)).ToArray(), t, m, s);

    private static void Moments(double[][] m, int i, double g, double b1, double b2)
    {
        m[0][i] = (b1 * m[0][i]) + ((1 - b1) * g);
        m[1][i] = (b2 * m[1][i]) + ((1 - b2) * g * g);
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(value => value * value));

    // Liu et al., 2020, algorithm 2.
    private static double? Rectification(double b2, int t)
    {
        var infinite = (2 / (1 - b2)) - 1;
        var rho = infinite - (2 * t * Math.Pow(b2, t) / (1 - Math.Pow(b2, t)));
        return rho > 5 ? Math.Sqrt((rho - 4) * (rho - 2) * infinite / ((infinite - 4) * (infinite - 2) * rho)) : null;
    }
}
