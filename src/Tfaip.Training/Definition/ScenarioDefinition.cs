using System.Reflection;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Text;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Definition;

/// <summary>
/// A scenario as it was found in its assembly: its classes, the type of its parameter tree, and what creates its objects.
/// </summary>
public sealed class ScenarioDefinition
{
    private readonly Type _data;
    private readonly Type _model;
    private readonly Type? _evaluator;
    private readonly Scenario _scenario;

    internal ScenarioDefinition(Assembly assembly, IReadOnlyList<Type> types)
    {
        Assembly = assembly;
        _model = One(types, typeof(Model<>), "model", "Model<TParams>");
        _data = AtMostOneData(types) ?? typeof(GenericData);
        _evaluator = AtMostOne(types, typeof(Evaluator));
        _scenario = AtMostOne(types, typeof(Scenario)) is { } type ? (Scenario)Create(type) : new Scenario();
        var (dataParams, modelParams) = (ParamsOf(_data, typeof(Data<>)), ParamsOf(_model, typeof(Model<>)));
        CheckParams(dataParams);
        CheckParams(modelParams);
        RunParamsType = typeof(RunParams<,>).MakeGenericType(dataParams, modelParams);
        Catalog = ProcessorCatalog.Default.With(
            ImagingProcessors.Assembly, TextProcessors.Assembly, typeof(ScenarioDefinition).Assembly, assembly);
    }

    /// <summary>The assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>The scenario's name in run directories and packages.</summary>
    public string Name => _scenario.Name ?? Assembly.GetName().Name!;

    /// <summary>The type of the parameter tree's root: a closed <see cref="RunParams{TData, TModel}"/>.</summary>
    public Type RunParamsType { get; }

    /// <summary>The variants that a parameter tree of this scenario may name.</summary>
    public VariantCatalog Catalog { get; }

    /// <summary>Finds the scenario of an assembly.</summary>
    /// <exception cref="TfaipException">The assembly has no scenario or more than one; the message lists what was found.</exception>
    public static ScenarioDefinition Find(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new ScenarioDefinition(assembly, assembly.GetExportedTypes());
    }

    /// <summary>Binds a configuration.</summary>
    /// <exception cref="ConfigurationException">Something in the configuration is wrong; the message lists all of it.</exception>
    public IRunParams Bind(LoadedConfig config)
    {
        var inspection = Inspect(config);
        if (inspection.Errors.Count > 0) throw new ConfigurationException(inspection.Errors);
        return inspection.Value is IConfiguredParams bound
            ? bound.With(inspection.Root)
            : throw new InvalidOperationException("A tree that could not be bound has no errors.");
    }

    /// <summary>Looks at a configuration without demanding that it is right: what is configured, and all that is wrong with it.</summary>
    internal Inspection Inspect(LoadedConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ResolvedConfig.Inspect(config, RunParamsType, Catalog);
    }

    /// <summary>Binds a parameter tree without expressions.</summary>
    /// <exception cref="ConfigurationException">Something in the tree is wrong; the message lists all of it.</exception>
    public IRunParams Bind(ConfigNode tree) => (IRunParams)ParameterBinder.Bind(RunParamsType, tree, Catalog);

    /// <summary>
    /// Fills in what the data say of the parameters: the inputs and targets of <see cref="GenericData"/>, and what the model
    /// takes from the data by
    /// <see cref="FromDataAttribute"/>. Parameters that are complete stay as they are, so a run that goes on has those that it
    /// began with.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="look">Whether samples are looked at, even where all is written down. Default: true.</param>
    /// <exception cref="TfaipException">Something does not fit; the message names the place where it is configured.</exception>
    public IRunParams Complete(IRunParams parameters, bool look = true)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new ParameterCompletion(parameters, CreateData(parameters)).Complete(look);
    }

    /// <summary>Creates the data.</summary>
    public Data CreateData(IRunParams parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return (Data)Create(_data, parameters.Data);
    }

    /// <summary>Creates the model on the CPU, with its fields registered; torch's random generator decides its initial weights.</summary>
    public Model CreateModel(IRunParams parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var model = (Model)Create(_model, parameters.Model);
        model.Register();
        return model;
    }

    /// <summary>Creates the evaluator, or null where the scenario has none.</summary>
    public Evaluator? CreateEvaluator() =>
        _scenario.CreateEvaluator(_evaluator is null ? null : () => (Evaluator)Create(_evaluator));

    /// <summary>Creates the scenario's own callbacks.</summary>
    public IReadOnlyList<ICallback> CreateCallbacks(IRunParams parameters) => [.. _scenario.CreateCallbacks(parameters)];

    private Type One(IReadOnlyList<Type> types, Type open, string what, string baseName)
    {
        var found = Concrete(types, type => BaseOf(type, open) is not null);
        return found.Count == 1
            ? found[0]
            : throw new TfaipException(
                $"{Assembly.GetName().Name}: a scenario has exactly one {what}: a public class derived from {baseName}. Found: "
                + $"{List(found)}.");
    }

    private Type? AtMostOneData(IReadOnlyList<Type> types)
    {
        var found = Concrete(types, type => BaseOf(type, typeof(Data<>)) is not null);
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new TfaipException(
                $"{Assembly.GetName().Name}: a scenario has at most one data class: a public class derived from Data<TParams>. Found: "
                + $"{List(found)}.");
    }

    private Type? AtMostOne(IReadOnlyList<Type> types, Type baseType)
    {
        var found = Concrete(types, type => type.IsSubclassOf(baseType));
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new TfaipException(
                $"{Assembly.GetName().Name}: a scenario has at most one public class derived from {baseType.Name}. Found: {List(found)}.");
    }

    private static List<Type> Concrete(IReadOnlyList<Type> types, Func<Type, bool> isWanted) => types
        .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })
        .Where(isWanted)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .ToList();

    private static string List(List<Type> found) => found.Count == 0 ? "none" : string.Join(", ", found.Select(type => type.FullName));

    private static Type? BaseOf(Type? type, Type open)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == open) return type;
        }

        return null;
    }

    private static Type ParamsOf(Type type, Type open) => BaseOf(type, open)!.GetGenericArguments()[0];

    private static void CheckParams(Type type)
    {
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new TfaipException(
                $"{type.FullName}: the parameters of a model and of its data are records that can be created without arguments, "
                + "so that every property has a default.");
        }
    }

    private static object Create(Type type, params object[] arguments)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length == 1
            && constructors[0].GetParameters() is var expected
            && expected.Length == arguments.Length
            && expected.Zip(arguments).All(pair => pair.First.ParameterType.IsInstanceOfType(pair.Second)))
        {
            return constructors[0].Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        var wanted = arguments.Length == 0 ? "without parameters" : $"that takes {arguments[0].GetType().Name} alone";
        throw new TfaipException($"{type.FullName}: must have exactly one public constructor, {wanted}.");
    }
}
