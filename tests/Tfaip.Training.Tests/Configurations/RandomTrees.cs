using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Tests.Configurations;

/// <summary>Random parameter trees of scenarios: every parameter may have any value that its type and its checks allow.</summary>
internal static class RandomTrees
{
    // How often a value is drawn again that the parameter's checks refuse, before the default is kept.
    private const int Tries = 30;

    private const int DeepestVariant = 4;

    // A generator over generators, or a chain of processors, stands where no other one is above it.
    private const int DeepestNesting = 1;

    /// <summary>The scenarios of this repository.</summary>
    public static IReadOnlyList<ScenarioDefinition> Scenarios { get; } =
    [
        ScenarioDefinition.Find(typeof(Digits.DigitsModel).Assembly),
        ScenarioDefinition.Find(typeof(Mnist.MnistDataParams).Assembly),
        ScenarioDefinition.Find(typeof(MnistMinimal.MnistDataParams).Assembly),
    ];

    /// <summary>
    /// A scenario with a valid tree of it; the share of parameters that differ from their defaults varies from tree to tree.
    /// </summary>
    public static Gen<(ScenarioDefinition Scenario, IRunParams Parameters)> Runs { get; } =
        Gen.Select(Gen.Int[0, Scenarios.Count - 1], Gen.Double[0, 1], Gen.Int, (scenario, share, seed) =>
            (Scenarios[scenario], (IRunParams)new Drawing(Scenarios[scenario].Catalog, new Random(seed), share).Record(
                Scenarios[scenario].RunParamsType, 0)));

    private static readonly ConcurrentDictionary<Type, RecordShape> Shapes = [];

    private sealed class Drawing(VariantCatalog catalog, Random random, double share)
    {
        private static readonly string[] Texts =
        [
            // What the regular expressions of some parameters ask for, and what YAML, a command line or an expression takes for
            // something else.
            "cpu", "auto", "cuda:1", "a0b1C2", "#ffffff", "image", "x", " ", "null", "~", "true", "no", "1", "-1.5e3", ".inf", "0x1F",
            "1:30", "2024-01-01", "a: b", "a:", "# x",
            "a # b", "- a", "-", "-a", "--a", "--a.b=c", "---", "...", "? a", "[", "[]", "{}", "[a, b]", "a, b", "&a", "*a", "a *b", "!a",
            "%a", "@a", "`a", "'", "it's", "\"", "\\", "|", ">",
            "=", "<<", "a\nb", "\n", " a", "a ", "\ta", "a\r\nb", "\u0001", "\u0085", "\u2028", "\uFEFF", "\uFFFE", "ä", "日本", "😀",
            "C:\\data", "../x.csv", "0..63", "a=b",
            "$", "$$", "${", "${a.b}", "$${a.b}", "${env:HOME}", "${env:TFAIP_NONE:x}", "a ${trainer.epochs} b", "$${", "$$$${x", "}",
            "${}", "type", "include",
        ];

        public object Record(Type type, int depth)
        {
            var shape = Shapes.GetOrAdd(type, RecordShape.Of);
            for (var i = 0; i < Tries; i++)
            {
                var record = shape.Create();
                foreach (var property in shape.Properties) Draw(record, property, depth);
                if (record is not IValidatable validatable || !validatable.Validate().Any()) return record;
            }

            return Completed(shape, depth);
        }

        // The default, with those parameters given for which there is none; every second time with about half of the others too.
        private object Completed(RecordShape shape, int depth)
        {
            for (var i = 0; i < 1000; i++)
            {
                var record = shape.Create();
                foreach (var property in shape.Properties)
                {
                    if (!Holds(record, property, property.Get(record)) || (i % 2 == 1 && random.Next(2) == 0))
                        Draw(record, property, depth, isForced: true);
                }

                if (record is not IValidatable validatable || !validatable.Validate().Any()) return record;
            }

            throw new InvalidOperationException($"No random {shape.Type} is valid.");
        }

        private void Draw(object record, ParameterProperty property, int depth, bool isForced = false)
        {
            var standard = property.Get(record);
            var isNested = property.Value.Kind is ValueKind.Record or ValueKind.Polymorphic;
            if (Holds(record, property, standard) && !isNested && !isForced && random.NextDouble() >= share) return;
            for (var i = 0; i < Tries; i++)
            {
                var value = Value(property.Value, property.IsPath, depth);
                if (!Holds(record, property, value)) continue;
                record.GetType().GetProperty(property.MemberName)!.SetValue(record, value);
                return;
            }
        }

        private static bool Holds(object record, ParameterProperty property, object? value)
        {
            if (value is null && !property.Value.IsNullable) return false;
            return property.Checks.All(check =>
            {
                var context = new ValidationContext(record) { MemberName = property.MemberName };
                var isOfElements = check is RangeAttribute or RegularExpressionAttribute && property.Value.Kind == ValueKind.List;
                return isOfElements
                    ? ((IEnumerable?)value)?.Cast<object?>().All(item =>
                        check.GetValidationResult(item, context) == ValidationResult.Success) ?? true
                    : check.GetValidationResult(value, context) == ValidationResult.Success;
            });
        }

        private object? Value(ValueShape shape, bool isPath, int depth)
        {
            if (shape.IsNullable && random.Next(4) == 0) return null;
            switch (shape.Kind)
            {
                case ValueKind.List:
                    var element = shape.Type.IsArray ? shape.Type.GetElementType()! : shape.Type.GetGenericArguments()[0];
                    var list = Array.CreateInstance(element, random.Next(4) == 0 ? random.Next(40) : random.Next(4));
                    for (var i = 0; i < list.Length; i++) list.SetValue(Value(shape.Element!, isPath, depth + 1), i);
                    return list;
                case ValueKind.Dictionary:
                    var dictionary = (IDictionary)Activator.CreateInstance(
                        typeof(Dictionary<,>).MakeGenericType(shape.Type.GetGenericArguments()))!;
                    for (var i = random.Next(4); i > 0; i--)
                        dictionary[Text() is { Length: > 0 } key ? key : "key"] = Value(shape.Element!, isPath, depth + 1);
                    return dictionary;
                case ValueKind.Record:
                    return Record(shape.Type, depth);
                case ValueKind.Polymorphic:
                    var variants = catalog.VariantsOf(shape.Type);
                    if (depth > DeepestNesting && variants.Where(variant => !Nests(variant, shape.Type)).ToArray() is { Length: > 0 } flat)
                        variants = flat;
                    return Record(variants[random.Next(depth > DeepestVariant ? 1 : variants.Count)], depth + 1);
                default:
                    return Scalar(shape.Type, isPath);
            }
        }

        private static bool Nests(Type variant, Type node) =>
            Shapes.GetOrAdd(variant, RecordShape.Of).Properties.Any(property => (property.Value.Element ?? property.Value).Type == node);

        private object Scalar(Type type, bool isPath)
        {
            if (type == typeof(string)) return isPath ? Path.GetFullPath("/" + Text().Replace('\0', '_')) : Text();
            if (type == typeof(ResourceFile)) return new ResourceFile(Path.GetFullPath("/" + Text().Replace('\0', '_')));
            if (type == typeof(TimeSpan))
                return new TimeSpan(
                    random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(100) * TimeSpan.TicksPerSecond);
            if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!;
            return Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => random.Next(2) == 0,
                TypeCode.Double => Real(),
                TypeCode.Single => (float)Real(),
                var code => Whole(type, code),
            };
        }

        private object Whole(Type type, TypeCode code)
        {
            if (code == TypeCode.UInt64) return random.Next(2) == 0 ? (ulong)random.NextInt64() * 2 : (ulong)random.Next(10);
            var low = Convert.ToInt64(type.GetField(nameof(int.MinValue))!.GetValue(null), null);
            var high = Convert.ToInt64(type.GetField(nameof(int.MaxValue))!.GetValue(null), null);
            var number = random.Next(4) switch { 0 => random.NextInt64(low, high), 1 => random.Next(1000), _ => random.Next(-2, 10) };
            return Convert.ChangeType(Math.Clamp(number, low, high), type, null);
        }

        private double Real() => random.Next(6) switch
        {
            0 => new[]
            {
                0, -0.0, 1, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN
            }[random.Next(8)],
            1 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            2 => random.NextDouble(),
            3 => random.Next(1000),
            _ => Math.Round(random.NextDouble(), random.Next(4)),
        };

        private string Text() => random.Next(4) switch
        {
            0 => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(' ', '\u007f'))),
            1 when random.Next(4) == 0 =>
                string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next('\u0001', '\uD800'))),
            _ => Texts[random.Next(Texts.Length)],
        };
    }
}
