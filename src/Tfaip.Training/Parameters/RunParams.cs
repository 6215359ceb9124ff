using System.ComponentModel;
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
    [Description("The scenario's project (.csproj) or assembly (.dll), relative to the file that names it."), Required, RelativePath]
    public string Scenario { get; init; } = "";

    /// <value>
    /// The run directory, relative to the file that names it. Default: null, <c>runs/NAME</c> in the working directory, with
    /// the name of the configuration file's folder if the file is called <c>config.yaml</c>, else of the file.
    /// </value>
    [Description("The run directory, relative to the file that names it; runs/NAME by default."), RelativePath]
    public string? Output { get; init; }

    /// <value>Seed of everything that is random: initial weights, order of samples, augmentation, dropout. Default: 1.</value>
    [Description("Seed of everything that is random: initial weights, order of samples, augmentation, dropout.")]
    public ulong Seed { get; init; } = 1;

    /// <value><c>cpu</c>, <c>cuda:N</c>, or <c>auto</c> for the first GPU if there is one, else the CPU. Default: cpu.</value>
    [Description("cpu, cuda:N, or auto for the first GPU if there is one, else the CPU.")]
    [RegularExpression("cpu|auto|cuda(:[0-9]+)?")]
    public string Device { get; init; } = "cpu";

    /// <value>
    /// The element type in which training computes outputs and gradients: <c>float32</c>, or <c>bfloat16</c> with float32 weights that the optimizer changes
    /// and that evaluation, checkpoints and packages have. Default: float32.
    /// </value>
    [Description("The element type in which training computes outputs and gradients: float32 or bfloat16. Weights stay float32.")]
    public ComputePrecision Precision { get; init; }

    /// <value>The data. Default: the scenario's.</value>
    [Description("The data.")]
    public TData Data { get; init; } = new();

    /// <value>The model. Default: the scenario's.</value>
    [Description("The model.")]
    public TModel Model { get; init; } = new();

    /// <value>The trainer. Default: 10 epochs of Adam at a constant rate.</value>
    [Description("The trainer.")]
    public TrainerParams Trainer { get; init; } = new();

    /// <value>Which checkpoint the run exports when it ends: <c>best</c>, <c>last</c>, <c>both</c> or <c>none</c>. Default: best.</value>
    [Description("Which checkpoint the run exports when it ends: best, last, both or none.")]
    public ExportChoice Export { get; init; } = ExportChoice.Best;

    /// <value>Whether a run that exports tries before its first epoch if the model can be exported: it records it at a few sizes. Default: true.</value>
    [Description("Whether a run that exports tries before its first epoch if the model can be exported.")]
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
