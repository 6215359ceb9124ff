using System.Globalization;
using System.Reflection;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Samples;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Definition;

/// <summary>
/// Fills in what the data say of a run's parameters: inputs and targets, and the numbers that a model takes from them.
/// </summary>
/// <param name="parameters">The parameters.</param>
/// <param name="data">The data that belong to them.</param>
internal sealed class ParameterCompletion(IRunParams parameters, Data data)
{
    private const string DataPlace = "data";
    private const string ModelPlace = "model";

    private readonly List<(string Place, string Message)> _faults = [];

    /// <summary>The parameters, complete.</summary>
    /// <param name="look">Whether samples are looked at, even where all is written down.</param>
    /// <exception cref="TfaipException">Something does not fit; the message names the place where it is configured.</exception>
    public IRunParams Complete(bool look)
    {
        var found = new List<DataFault>();
        var completed = data.Complete(look, found);
        _faults.AddRange(found.Select(fault => ($"{DataPlace}.{fault.Place}", $"{DataPlace}.{fault.Place}: {fault.Message}")));
        ThrowFaults();
        var model = (ModelParams)Numbers(parameters.Model, ModelPlace);
        ThrowFaults();
        if (ReferenceEquals(completed, parameters.Data) && ReferenceEquals(model, parameters.Model)) return parameters;
        return parameters is IConfiguredParams configured
            ? configured.With(completed, model)
            : throw new InvalidOperationException("The parameters of a run are RunParams.");
    }

    private object Numbers(object record, string place)
    {
        var shape = RecordShape.Of(record.GetType());
        object? changed = null;
        foreach (var property in shape.Properties)
        {
            var value = property.Get(record);
            var path = $"{place}.{property.Name}";
            var next = record.GetType().GetProperty(property.MemberName)!.GetCustomAttribute<FromDataAttribute>() is { } source
                ? Number(value, property, source, path)
                : value is not null && property.Value.Kind is ValueKind.Record or ValueKind.Polymorphic ? Numbers(value!, path)
                : value;
            if (Equals(next, value)) continue;
            changed ??= shape.CreateFrom(record);
            property.Set(changed, next);
        }

        return changed ?? record;
    }

    private object? Number(object? value, ParameterProperty property, FromDataAttribute source, string path)
    {
        var type = property.Value.Type;
        if (type != typeof(int) && type != typeof(long))
            throw new TfaipException(
                $"{property.DeclaringType.Name}.{property.MemberName}: [FromData] is for whole numbers. Make it an int or a long.");
        var given = value is null ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture);
        if (data.Inputs.Concat(data.Targets).FirstOrDefault(spec => spec.Name == source.Tensor) is not { } spec)
        {
            // A number that is given needs nothing of the data.
            return given != 0 ? value : Fault(
                $"{path} is taken from '{source.Tensor}', which is neither an input nor a target of the data; there are {Names()}.",
                DataPlace);
        }

        if (source.Axis < 0 || source.Axis >= spec.Shape.Count)
            throw new TfaipException(
                $"{property.DeclaringType.Name}.{property.MemberName}: [FromData] names the axis {source.Axis} of '{spec}', which has the "
                + $"axes 0 to {spec.Shape.Count - 1}.");
        var found = source.Axis > 0 ? spec.Shape[source.Axis].Length : CountOf(spec);
        if (found is not { } number)
        {
            return given != 0 ? value : Fault(
                source.Axis > 0
                ? $"{path} is taken from the axis {source.Axis} of '{spec}', whose length is free. Give it in the configuration."
                : $"{path} is taken from '{spec}', which does not say how many values there are. Write them down in {ListOf(spec)}, such "
                    + $"as {Bounded(spec)}, or give the number.",
                $"{DataPlace}.{(data.Inputs.Contains(spec) ? "inputs" : "targets")}");
        }

        if (given != 0 && given != number)
        {
            return Fault(source.Axis > 0
                ? $"{path} is {given}, but the axis {source.Axis} of '{spec}' has the length {number}. Leave it out, or correct it."
                : $"{path} is {given}, but there are {number} values of '{spec}'. Leave it out, or correct it.");
        }

        if (type == typeof(int) && number > int.MaxValue)
            return Fault($"{path} is taken from '{spec}', and {number} is too large for an int. Make it a long.");
        return type == typeof(int) ? (object)(int)number : number;

        object? Fault(string message, string? place = null)
        {
            _faults.Add((place ?? path, message));
            return value;
        }
    }

    private static long? CountOf(TensorSpec spec) =>
        spec.Values is (0, var high) && double.IsInteger(high) && high < long.MaxValue ? (long)high + 1 : null;

    private static string Bounded(TensorSpec spec) => $"'{spec with { Values = (0, 9) }}'";

    private string ListOf(TensorSpec spec) => data is GenericData
        ? data.Inputs.Contains(spec) ? "data.inputs" : "data.targets"
        : $"{data.GetType().Name}.{(data.Inputs.Contains(spec) ? nameof(Data.Inputs) : nameof(Data.Targets))}";

    private string Names() => string.Join(", ", data.Inputs.Concat(data.Targets).Select(spec => $"'{spec.Name}'"));

    private void ThrowFaults()
    {
        if (_faults.Count == 0) return;
        var root = (parameters as IConfiguredParams)?.View;
        var errors = _faults.Select(fault => new ConfigurationError(OriginOf(root, fault.Place), fault.Message)).ToArray();
        throw errors.Any(error => error.Origin == Origin.Default)
            ? new TfaipException(string.Join('\n', _faults.Select(fault => fault.Message)))
            : new ConfigurationException(errors);
    }

    // What is not given has the place of what it is a part of.
    private static Origin OriginOf(ParameterView? root, string place)
    {
        for (var path = place; root is not null; path = path.LastIndexOf('.') is var dot and > 0 ? path[..dot] : "")
        {
            if (root.Find(path) is { } view && view.Origin != Origin.Default) return view.Origin;
            if (path.Length == 0) break;
        }

        return Origin.Default;
    }
}
