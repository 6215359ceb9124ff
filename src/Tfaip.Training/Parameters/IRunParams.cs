using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Parameters;

/// <summary>The root of a run's parameter tree, whatever scenario it is for.</summary>
public interface IRunParams
{
    /// <summary>The scenario's project or assembly.</summary>
    string Scenario { get; }

    /// <summary>The run directory, or null for the default.</summary>
    string? Output { get; }

    /// <summary>The seed of everything that is random.</summary>
    ulong Seed { get; }

    /// <summary>The device: <c>cpu</c>, <c>cuda:N</c> or <c>auto</c>.</summary>
    string Device { get; }

    /// <summary>The element type in which training computes outputs and gradients.</summary>
    ComputePrecision Precision { get; }

    /// <summary>The data.</summary>
    DataParams Data { get; }

    /// <summary>The model.</summary>
    ModelParams Model { get; }

    /// <summary>The trainer.</summary>
    TrainerParams Trainer { get; }

    /// <summary>What the run exports.</summary>
    ExportChoice Export { get; }

    /// <summary>Whether a run tries before the first epoch if its model can be exported.</summary>
    bool ExportCheck { get; }

    /// <summary>These parameters with another run directory.</summary>
    IRunParams WithOutput(string output);
}
