using Tfaip.Training.Metrics;

namespace Tfaip.Training.Scenarios;

public abstract partial class Model
{
    /// <summary>The metric that decides which checkpoint is the best. On a tie the earlier one stays.</summary>
    /// <param name="Metric">The name of a metric, of a loss, of a value of the evaluator, or <see cref="Loss"/>.</param>
    /// <param name="Mode">Which direction is better.</param>
    /// <remarks>Nested, so that in a model the name does not collide with <see cref="System.Threading.Monitor"/>.</remarks>
    public sealed record Monitor(string Metric, MonitorMode Mode)
    {
        /// <summary>The name of the total loss.</summary>
        public const string Loss = "loss";

        /// <summary>The larger, the better.</summary>
        public static Monitor Max(string metric) => new(metric, MonitorMode.Max);

        /// <summary>The smaller, the better.</summary>
        public static Monitor Min(string metric) => new(metric, MonitorMode.Min);

        /// <summary>Says whether a value is better than the best so far; a value that is not a number never is.</summary>
        public bool IsBetter(double value, double? best) =>
            !double.IsNaN(value) && (best is not { } other || (Mode == MonitorMode.Max ? value > other : value < other));
    }
}
