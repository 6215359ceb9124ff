using TorchSharp.Modules;

namespace Tfaip.Export.Lowering;

/// <summary>Conversions between element types, and what leaves a tensor as it is.</summary>
internal static class Types
{
    private const string Identities =
        "contiguous detach clone alias cpu positive";

    private const string Conversions = "to to_type type type_as float double half bfloat16 long int short byte char bool FloatTensor "
        + "DoubleTensor LongTensor IntTensor ShortTensor ByteTensor BoolTensor";

    // Methods that can leave a weight to be the same weight: computing them at once would only lose its name.
    private static readonly HashSet<string> Keeping =
        [.. Identities.Split(' '), .. Conversions.Split(' '), "t", "get_T", "get_mT", "transpose", "permute"];

    /// <summary>Whether a weight stays recognisable through the method, so that it is not computed at once.</summary>
    public static bool KeepsWeight(string method) => Keeping.Contains(method);

    public static void Register(LoweringTable table)
    {
        table.Methods(Identities, call =>
        {
            call.Find("other");
            return call.Self.Value;
        });
        table.Layer<Identity>((call, _) => call.Self.Value);
        table.Methods(Conversions, call =>
        {
            // The result is converted to its recorded type whatever it is.
            foreach (var name in new[] { "type", "dtype", "tensor", "other", "typeFunc" }) call.Find(name);
            return call.Self.Value;
        });
    }
}
