using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Tfaip.Training.Scenarios;

/// <summary>
/// What a scenario learns: a TorchSharp module over named tensors, with its losses and metrics. Derive from
/// <see cref="Model{TParams}"/>. Fields that hold modules, parameters or buffers are registered under their names by
/// whoever creates the model, so a constructor has nothing to register.
/// </summary>
public abstract partial class Model : nn.Module
{
    private protected Model()
        : base(nameof(Model))
    {
    }

    /// <value>What decides which checkpoint is the best. Default: the smallest total loss of the evaluation.</value>
    public virtual Monitor Best => Monitor.Min(Monitor.Loss);

    /// <summary>
    /// How far training is, for losses that depend on it, such as one whose weight grows with the epochs. In an evaluation it is where the
    /// run stood when it began. A model that is not trained has the beginning.
    /// </summary>
    public TrainingProgress Progress { get; internal set; }

    /// <summary>Computes the outputs; their order is that of the exported graph.</summary>
    /// <param name="inputs">The inputs that <see cref="Data.Inputs"/> names, on the run's device.</param>
    public abstract TensorMap Forward(TensorMap inputs);

    /// <summary>
    /// Computes the outputs in training, where they differ from <see cref="Forward"/> by more than layers such as dropout do: with teacher
    /// forcing, with an auxiliary output. Evaluation and the exported graph are <see cref="Forward"/>. Default: <see cref="Forward"/>.
    /// </summary>
    /// <param name="inputs">The inputs that <see cref="Data.Inputs"/> names, on the run's device.</param>
    /// <param name="targets">The targets that <see cref="Data.Targets"/> names.</param>
    public virtual TensorMap ForwardTraining(TensorMap inputs, TensorMap targets) => Forward(inputs);

    /// <summary>
    /// Further graphs that a package holds beside that of <see cref="Forward"/>, by name: an encoder for its features, probabilities
    /// instead of logits. Each is exported to <c>NAME.onnx</c> with its own copy of the weights that it uses, recorded in evaluation mode
    /// and compared with the model. A name begins with a lower-case letter, and goes on with lower-case letters, digits and <c>_</c>.
    /// Training and evaluation know <see cref="Forward"/> alone. Default: none.
    /// </summary>
    /// <example>
    /// <code>
    /// public override IReadOnlyDictionary&lt;string, ExportGraph&gt; ExportGraphs =&gt; new Dictionary&lt;string, ExportGraph&gt;
    /// {
    ///     ["features"] = new(inputs =&gt; new() { ["features"] = encoder.call(inputs["image"]) }),
    /// };
    /// </code>
    /// </example>
    public virtual IReadOnlyDictionary<string, ExportGraph> ExportGraphs => new Dictionary<string, ExportGraph>();

    /// <summary>Computes the losses of a batch.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="targets">The targets that <see cref="Data.Targets"/> names.</param>
    /// <param name="outputs">What <see cref="Forward"/> gave.</param>
    public abstract LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs);

    /// <summary>Creates the metrics of one split; called once for training and once for evaluation. Losses need none.</summary>
    public virtual IEnumerable<IMetric> Metrics() => [];

    /// <summary>
    /// Whether a parameter or buffer stays float32 where the run computes in bfloat16 (<c>precision: bfloat16</c>), beside those of batch
    /// and instance normalisations, which always do. The model computes with it in float32. A buffer that Forward changes must stay
    /// float32. Default: none does.
    /// </summary>
    /// <param name="name">The whole name of the parameter or buffer, as in the state dict.</param>
    public virtual bool StaysFloat32(string name) => false;

    /// <summary>Says what a finished sample of an evaluation is and was answered, in a line. Default: its texts and numbers.</summary>
    /// <param name="sample">The sample with its targets, and its outputs after post-processing.</param>
    public virtual string Describe(Sample sample) => SampleText.Of(sample);

    /// <summary>Writes what is to be looked at in TensorBoard; called with the first batch of each evaluation.</summary>
    /// <param name="writer">Writes it, under the evaluation's step.</param>
    /// <param name="inputs">The inputs of the batch.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="outputs">What <see cref="Forward"/> gave for it.</param>
    public virtual void WriteSummaries(ISummaryWriter writer, TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
    }

    /// <summary>Whether training computes its outputs by a method of its own.</summary>
    internal bool HasForwardTraining =>
        GetType().GetMethod(nameof(ForwardTraining), [typeof(TensorMap), typeof(TensorMap)])!.DeclaringType != typeof(Model);

    /// <summary>Registers the fields that hold modules, parameters and buffers. A second call changes nothing.</summary>
    internal void Register() => RegisterComponents();

    /// <summary>Registers fields under their names, and auto-properties under theirs; derived classes first.</summary>
    /// <exception cref="TfaipException">A field holds a list of modules, which TorchSharp would neither train nor save.</exception>
    protected override void RegisterComponents()
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        for (var type = GetType(); type != typeof(Model); type = type.BaseType!)
        {
            foreach (var field in type.GetFields(Own)) RegisterField(NameOf(field), field.GetValue(this));
        }
    }

    private void RegisterField(string name, object? value)
    {
        if (_internal_submodules.ContainsKey(name) || _internal_params.ContainsKey(name) || _internal_buffers.ContainsKey(name)) return;

        switch (value)
        {
            case nn.Module module:
                register_module(name, module);
                break;
            case Parameter parameter:
                register_parameter(name, parameter);
                break;
            case Tensor tensor:
                register_buffer(name, tensor);
                break;
            case IEnumerable<nn.Module>:
                throw new TfaipException(
                    $"The field '{name}' of {GetType().Name} is a plain collection of modules, whose weights would be neither "
                    + "trained nor saved. Make it a ModuleList (torch.nn.ModuleList) or a Sequential.");
        }
    }

    // The compiler names the field of an auto-property <Name>k__BackingField, that of a captured constructor parameter <name>P.
    private static string NameOf(FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>() is { } given ? given.Name
        : field.Name.StartsWith('<') && field.IsDefined(typeof(CompilerGeneratedAttribute)) ? field.Name[1..field.Name.IndexOf('>')]
        : field.Name;
}
