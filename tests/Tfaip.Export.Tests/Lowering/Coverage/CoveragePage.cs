using System.Globalization;
using System.Text;
using TorchSharp;

namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>Writes <c>docs/reference/export-coverage.md</c>.</summary>
internal static class CoveragePage
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_UnaryNegation"] = "-x",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_OnesComplement"] = "~",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_MinusMinusGreater"] = "-->",
        ["op_Implicit"] = "conversion of numbers",
    };

    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            # What can be exported

            This page lists every layer of `TorchSharp.Modules` and every public method of TorchSharp {Version} that gives tensors.

            - *Supported*: there is a lowering, and a test compares it with TorchSharp through ONNX Runtime. Arguments that a lowering cannot
              express are refused where the exporter meets them.
            - *Refused*: the exporter stops with this reason and the source line.
            - *Not applicable*: there is nothing to export.

            A row with `abs`, `abs_` has a method and the one that works in place. TorchSharp computes at export what depends on no input of
            the model. So you may use a method on parameters and constants, even if it is refused for lack of an operator.

            The page is generated from TorchSharp's assembly, and a test compares it.
            `TFAIP_REWRITE=1 dotnet run --project tests/Tfaip.Export.Tests -- --filter CoveragePageTests` writes it anew.

            |  | supported | refused | not applicable |
            | --- | ---: | ---: | ---: |

            """.ReplaceLineEndings("\n"));
        var methods = TorchSharpMembers.Owners.SelectMany(TorchSharpMembers.MethodsOf).ToArray();
        page.Append(Counts("Layers", TorchSharpMembers.Layers)).Append(Counts("Methods", methods));
        page.Append(Exactness());
        page.Append("\n## Layers\n\n| layer | |\n| --- | --- |\n");
        foreach (var row in TorchSharpMembers.Layers) page.Append(Row($"`{row.Owner.Name.Split('`')[0]}`", row));
        foreach (var owner in TorchSharpMembers.Owners)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Name(owner)}\n\n| method | |\n| --- | --- |\n");
            foreach (var rows in Merged(TorchSharpMembers.MethodsOf(owner)))
                page.Append(Row(string.Join(", ", rows.Select(row => Name(row.Method))), rows[0]));
        }

        return page.ToString();
    }

    private static string Exactness()
    {
        var section = new StringBuilder(
            """

            ## Where graphs are exact

            This table goes by kind of operation. *Types* are the element types that ONNX Runtime runs the graph in, of those that TorchSharp
            takes. *Finite numbers* says how exact they are, if they are not equal. The last column says what becomes of NaN, infinities and
            minus zero:

            - *As TorchSharp*: the graph gives what TorchSharp gives.
            - *With `--exact-nan`*: these methods and layers do so with the option alone.
            - *Finite inputs alone*: these give something else in any case. With the option, the verification refuses a model where that
              reaches an output.

            Tests try all types. They try all methods with NaN, infinities and minus zero among other numbers.

            | operations | types | finite numbers | NaN, infinities, minus zero |
            | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var row in ExactnessTable.Rows)
        {
            section.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Operations} | {row.Types} | {(row.Range.Length == 0 ? "Equal." : row.Range)} | {NotFinite(row)} |\n");
        }

        return section.ToString();
    }

    private static string NotFinite(ExactnessRow row)
    {
        if (row.ByOption.Length + row.Never.Length == 0) return "As TorchSharp.";
        static string List(string what, string names) =>
            names.Length == 0 ? "" : $"{what}: {string.Join(", ", names.Split(' ').Select(name => $"`{name}`"))}.";
        return $"{List("With `--exact-nan`", row.ByOption)} {List("Finite inputs alone", row.Never)}".Trim();
    }

    private static string Version => typeof(torch).Assembly.GetName().Version!.ToString(3);

    private static string Counts(string what, IReadOnlyCollection<CoverageRow> rows)
    {
        int Count(CoverageStatus status) => rows.Count(row => row.Status == status);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Count(CoverageStatus.Supported)} | {Count(CoverageStatus.Refused)} | {Count(CoverageStatus.NotApplicable)} |\n");
    }

    // A method and the one in place that are alike are one row.
    private static IEnumerable<CoverageRow[]> Merged(IReadOnlyList<CoverageRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var next = i + 1 < rows.Count ? rows[i + 1] : null;
            if (next is not null && next.Method == rows[i].Method + "_" && (next.Status, next.Reason) == (rows[i].Status, rows[i].Reason))
            {
                yield return [rows[i], next];
                i++;
            }
            else
            {
                yield return [rows[i]];
            }
        }
    }

    private static string Row(string name, CoverageRow row) => $"| {name} | {Verdict(row)} |\n";

    private static string Verdict(CoverageRow row) => row.Status switch
    {
        CoverageStatus.Supported => "supported",
        CoverageStatus.Refused => $"refused: {row.Reason}",
        CoverageStatus.NotApplicable => $"not applicable: {row.Reason}",
        _ => "unknown",
    };

    private static string Name(string method) =>
        Operators.TryGetValue(method, out var sign) ? $"`{sign.Replace("|", "\\|", StringComparison.Ordinal)}`"
            : method switch
            {
                "get_TensorItems" => "`x[…]`",
                "set_TensorItems" => "`x[…] =`",
                _ => $"`{(method.StartsWith("get_", StringComparison.Ordinal) && method != "get_rng_state" ? method[4..] : method)}`",
            };

    private static string Name(Type owner) => owner == typeof(torch.Tensor) ? "Tensor"
        : owner.DeclaringType is { } outer ? $"{Name(outer)}.{owner.Name}" : owner.Name;
}
