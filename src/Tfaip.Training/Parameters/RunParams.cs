using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Parameters;

/// <summary>The root of a run's parameter tree.</summary>
/// <typeparam name="TData">The parameters of the scenario's data.</typeparam>
/// <typeparam name="TModel">The parameters of the scenario's model.</typeparam>
public sealed record RunParams<TData, TModel> : IRunParams, IConfiguredParams
    where TData : DataParams, new()
    where TModel : ModelParams, new()
{
    /// <value>The scenario's project (.csproj) or assembly (.dll), relative to the file that names it.</value>
    [Required, RelativePath]
    public string Scenario { get; init; } = "";

    /// <value>The run directory, relative to the file that names it; <c>runs/NAME</c> by default. Default: null.</value>
    /// <remarks>
    /// <c>runs/NAME</c> is in the working directory, with the name of the configuration file's folder if the file is called
    /// <c>config.yaml</c>, else of the file.
    /// </remarks>
    [RelativePath]
    public string? Output { get; init; }

    /// <value>Seed of everything that is random: initial weights, order of samples, augmentation, dropout. Default: 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <value><c>cpu</c>, <c>cuda:N</c>, or <c>auto</c> for the first GPU if there is one, else the CPU. Default: cpu.</value>
    [RegularExpression("cpu|auto|cuda(:[0-9]+)?")]
    public string Device { get; init; } = "cpu";

    /// <value>
    /// The element type in which training computes outputs and gradients: <c>float32</c> or <c>bfloat16</c>. Weights stay
    /// float32. Default: float32.
    /// </value>
    /// <remarks>The optimizer changes float32 weights, and evaluation, checkpoints and packages have them.</remarks>
    public ComputePrecision Precision { get; init; }

    /// <value>The data. Default: the scenario's.</value>
    public TData Data { get; init; } = new();

    /// <value>The model. Default: the scenario's.</value>
    public TModel Model { get; init; } = new();

    /// <value>The trainer. Default: 10 epochs of Adam at a constant rate.</value>
    public TrainerParams Trainer { get; init; } = new();

    /// <value>Which checkpoint the run exports when it ends: <c>best</c>, <c>last</c>, <c>both</c> or <c>none</c>. Default: best.</value>
    public ExportChoice Export { get; init; } = ExportChoice.Best;

    /// <value>
    /// Whether a run that exports tries before its first epoch if the model can be exported: it records it at a few sizes.
    /// Default: true.
    /// </value>
    public bool ExportCheck { get; init; } = true;

    // Not public, and so no parameter.
    private ParameterView? View { get; init; }

    ParameterView? IConfiguredParams.View => View;

    DataParams IRunParams.Data => Data;

    ModelParams IRunParams.Model => Model;

    IRunParams IRunParams.WithOutput(string output) => this with { Output = output };

    IRunParams IConfiguredParams.With(DataParams data, ModelParams model) => this with { Data = (TData)data, Model = (TModel)model };

    IRunParams IConfiguredParams.With(ParameterView view) => this with { View = view };
}
