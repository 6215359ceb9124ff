using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Scenarios;

/// <summary>
/// Refuses a model with a module or parameter that TorchSharp does not know of, which would be neither trained nor saved, and one
/// with a module that stays in training mode.
/// </summary>
internal sealed class ComponentCheck
{
    private static readonly Assembly TorchSharpAssembly = typeof(nn.Module).Assembly;

    private readonly HashSet<object> _registered = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);

    private ComponentCheck(nn.Module model)
    {
        _registered.Add(model);
        _registered.UnionWith(model.modules());
        _registered.UnionWith(model.parameters());
    }

    /// <summary>Looks through all that a model holds, and puts it into evaluation mode.</summary>
    /// <exception cref="TfaipException">
    /// Something is not registered, or stays in training mode; the message has the field and the remedy.
    /// </exception>
    public static void Run(Model model)
    {
        new ComponentCheck(model).Visit(model);
        model.eval();
        if (model.named_modules().FirstOrDefault(entry => entry.module.training) is not (var name, { } module)) return;
        throw new TfaipException(
            $"The module '{name}' ({TypeOf(module)}) stays in training mode after eval() of the model, "
            + "so that evaluation and the exported graph would compute as in training. "
            + "Where a module overrides train, it must call base.train and pass the mode on to all modules that it holds.");
    }

    private void Visit(nn.Module module)
    {
        if (!_visited.Add(module)) return;
        for (var type = module.GetType(); type.Assembly != TorchSharpAssembly && type != typeof(Model); type = type.BaseType!)
        {
            foreach (var field in FieldsOf(type)) Visit(field.GetValue(module), new Place(module, type, FieldName(field), ""));
        }

        foreach (var child in module.children()) Visit(child);
    }

    private void Visit(object? value, Place place)
    {
        switch (value)
        {
            case null or string or Delegate:
                return;
            case nn.Module module:
                if (!_registered.Contains(module) && Matters(module)) throw place.Error(TypeOf(module));
                Visit(module);
                return;
            case Parameter parameter:
                if (!_registered.Contains(parameter)) throw place.Error("parameter");
                return;
            case Tensor or Array { Rank: > 1 }:
                return;
            case ITuple tuple:
                for (var i = 0; i < tuple.Length; i++) Visit(tuple[i], place with { Within = "a tuple" });
                return;
            case IDictionary dictionary when _visited.Add(dictionary):
                foreach (var entry in dictionary.Values) Visit(entry, place with { Within = "a dictionary" });
                return;
            case ICollection collection when !HoldsNumbers(collection) && _visited.Add(collection):
                foreach (var entry in collection) Visit(entry, place with { Within = $"{(collection is Array ? "an array" : "a list")}" });
                return;
            default:
                VisitObject(value, place);
                return;
        }
    }

    // An object of the model's own code may hold modules, which no base class registers.
    private void VisitObject(object value, Place place)
    {
        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || type.Assembly != place.Declaring.Assembly || !_visited.Add(value)) return;
        for (; type is not null && type.Assembly == place.Declaring.Assembly; type = type.BaseType)
        {
            foreach (var field in FieldsOf(type))
                Visit(field.GetValue(value), place with { Within = $"an object of {value.GetType().Name}" });
        }
    }

    // A module without weights computes alike wherever it is, but for what eval() switches off.
    private static bool Matters(nn.Module module) =>
        module.parameters().Any() || module.named_buffers().Any()
        || module.modules().Prepend(module).Any(part => part.GetType().Name.Contains("Dropout", StringComparison.Ordinal));

    private static bool HoldsNumbers(ICollection collection) =>
        collection.GetType() is { IsArray: true } type && type.GetElementType()! is { IsPrimitive: true }
        || collection.GetType() is { IsGenericType: true } list && list.GetGenericArguments()[0].IsPrimitive;

    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(field => !field.FieldType.IsPointer);

    // The compiler names the field of an auto-property <Name>k__BackingField, that of a captured constructor parameter <name>P.
    private static string FieldName(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static string TypeOf(nn.Module module) => module.GetType().Name.Split('`')[0];

    /// <summary>Where something is held.</summary>
    /// <param name="Owner">The module.</param>
    /// <param name="Declaring">Its class that has the field.</param>
    /// <param name="Field">The field.</param>
    /// <param name="Within">What of the field holds it; empty where it is the field itself.</param>
    private sealed record Place(nn.Module Owner, Type Declaring, string Field, string Within)
    {
        public TfaipException Error(string what) => new(
            $"The field '{Field}' of {Class} holds a {what}{(Within.Length == 0 ? "" : $" in {Within}")} that is not registered, "
            + "so that it would be neither trained nor saved, "
            + $"and eval() would not reach it. {Remedy}");

        private string Class => Declaring.Name.Split('`')[0];

        private string Remedy => Within.Length == 0
            ? $"Call RegisterComponents() at the end of the constructor of {Class}, when its fields are set."
            : "Make the field a ModuleList, ModuleDict or Sequential, or register each with register_module or register_parameter.";
    }
}
