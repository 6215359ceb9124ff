using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Makes cases.</summary>
internal static class Cases
{
    /// <summary>Where TorchSharp's methods over tensors are.</summary>
    public static readonly Type[] Owners =
        [typeof(Tensor), typeof(torch), typeof(nn.functional), typeof(special), typeof(linalg), typeof(fft)];

    /// <summary>Functions of one tensor.</summary>
    public static IEnumerable<ParityCase> Of(Func<long, Tensor> input, params Expression<Func<Tensor, Tensor>>[] functions) =>
        functions.Select(function => new ParityCase(function, n => [input(n)]));

    /// <summary>Functions of two tensors.</summary>
    public static IEnumerable<ParityCase> OfTwo(
        Func<long, Tensor> one, Func<long, Tensor> other, params Expression<Func<Tensor, Tensor, Tensor>>[] functions) =>
        functions.Select(function => new ParityCase(function, n => [one(n), other(n)]));

    /// <summary>Functions of three tensors.</summary>
    public static IEnumerable<ParityCase> OfThree(
        Func<long, Tensor> one,
        Func<long, Tensor> two,
        Func<long, Tensor> three,
        params Expression<Func<Tensor, Tensor, Tensor, Tensor>>[] functions) =>
        functions.Select(function => new ParityCase(function, n => [one(n), two(n), three(n)]));

    /// <summary>Functions of one tensor that give several.</summary>
    public static IEnumerable<ParityCase> Several(Func<long, Tensor> input, params Expression<Func<Tensor, object>>[] functions) =>
        functions.Select(function => new ParityCase(function, n => [input(n)]));

    /// <summary>Layers of one tensor, in evaluation.</summary>
    public static IEnumerable<ParityCase> Layers(Func<long, Tensor> input, params nn.Module<Tensor, Tensor>[] layers) =>
        layers.Select(layer =>
        {
            layer.eval();
            Expression<Func<Tensor, Tensor>> function = x => layer.call(x);
            return new ParityCase(function, n => [input(n)]);
        });

    /// <summary>
    /// All overloads of methods, in all classes that have them and in place, that take as many tensors as there are inputs; the
    /// other arguments by name, or as they are by default. At least one overload must be found for each name.
    /// </summary>
    /// <param name="names">The names, without the underscore of those that work in place.</param>
    /// <param name="inputs">The tensors in their order.</param>
    /// <param name="arguments">An object whose properties are the other arguments; null for none.</param>
    /// <param name="inPlace">Whether methods that work in place are to be found too.</param>
    public static IEnumerable<ParityCase> Overloads(
        string names, Func<long, Tensor>[] inputs, object? arguments = null, bool inPlace = true)
    {
        foreach (var name in names.Split(' '))
        {
            var found = Owners
                .SelectMany(owner =>
                    owner.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(method => method.Name == name || (inPlace && method.Name == name + "_"))
                .Select(method => Build(method, inputs, arguments))
                .OfType<ParityCase>()
                .ToArray();
            Assert.IsNotEmpty(found, $"no overload of {name} takes {inputs.Length} tensors and the given arguments");
            foreach (var one in found) yield return one;
        }
    }

    private static ParityCase? Build(MethodInfo method, Func<long, Tensor>[] inputs, object? arguments)
    {
        var parameters = inputs.Select((_, i) => Expression.Parameter(typeof(Tensor), i == 0 ? "x" : $"x{i}")).ToArray();
        var rest = new Queue<ParameterExpression>(parameters);
        var receiver = method.IsStatic ? null : rest.Dequeue();
        var values = new List<Expression>();
        foreach (var parameter in method.GetParameters())
        {
            if (Value(parameter, rest, arguments) is not { } value) return null;
            values.Add(value);
        }

        if (rest.Count > 0 || method.IsGenericMethod || method.GetCustomAttribute<ObsoleteAttribute>() is { IsError: true }) return null;
        return new ParityCase(
            Expression.Lambda(Expression.Call(receiver, method, values), parameters), n => [.. inputs.Select(input => input(n))]);
    }

    private static Expression? Value(ParameterInfo parameter, Queue<ParameterExpression> rest, object? arguments)
    {
        var type = parameter.ParameterType;
        if (type.IsByRefLike || type.IsByRef) return null;
        if (arguments?.GetType().GetProperty(parameter.Name!) is { } property)
        {
            var given = property.GetValue(arguments);
            if (given is null) return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? null : Expression.Constant(null, type);
            return Convert(given, type) is { } converted ? Expression.Constant(converted, type) : null;
        }

        if (type == typeof(Tensor) && rest.TryDequeue(out var input)) return input;
        if (type != typeof(object) && type.IsAssignableFrom(typeof(Tensor[])) && rest.Count > 0)
        {
            var all = rest.ToArray();
            rest.Clear();
            return Expression.NewArrayInit(typeof(Tensor), all);
        }

        if (!parameter.HasDefaultValue) return null;
        var standard = parameter.DefaultValue;
        if (standard is not null && (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } enumeration)
            standard = Enum.ToObject(enumeration, standard);
        return Expression.Constant(standard, type);
    }

    private static object? Convert(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is string != (type == typeof(string))) return null;
        if (value is null || type.IsInstanceOfType(value)) return value;
        if (type == typeof(Scalar))
            return value is int or long
                ? System.Convert.ToInt64(value, CultureInfo.InvariantCulture).ToScalar()
                : System.Convert.ToDouble(value, CultureInfo.InvariantCulture).ToScalar();
        if (value is not IConvertible || !type.IsPrimitive || value is bool != (type == typeof(bool))) return null;
        if (value is double && type != typeof(float) && type != typeof(double)) return null;
        return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
