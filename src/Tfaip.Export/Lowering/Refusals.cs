using Tfaip.Export.Programs;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Why methods and layers of TorchSharp have no lowering, and what to write instead: for messages and for the page of what is covered.
/// </summary>
internal sealed class Refusals
{
    private readonly Dictionary<(Type? Owner, string Name), Refusal> _refusals = [];

    /// <summary>All reasons.</summary>
    public static Refusals Default { get; } = Create();

    /// <summary>The reason for a method of a class, or null where there is none.</summary>
    public Refusal? Find(Type owner, string method)
    {
        for (var name = method; ; name = name[..^1])
        {
            if (_refusals.TryGetValue((owner, name), out var refusal) || _refusals.TryGetValue((null, name), out refusal)) return refusal;
            if (!name.EndsWith('_') || name.Length < 2) return null;
        }
    }

    /// <summary>The reason for a layer, or null where there is none.</summary>
    public Refusal? Find(Type layer)
    {
        if (layer.IsGenericType) layer = layer.GetGenericTypeDefinition();
        return _refusals.GetValueOrDefault((layer, "forward"));
    }

    /// <summary>The message for a call that has no lowering.</summary>
    public static string Unknown(ProgramCall call)
    {
        var method = MethodNames.Describe(call.Method, call.Module);
        var refusal = call.Module is null
            ? Default.Find(call.Method.DeclaringType!, call.Method.Name)
            : Default.Find(call.Module.GetType());
        return refusal?.About(method)
            ?? $"{method} has no ONNX lowering. Write it with operations that docs/reference/export-coverage.md lists as supported.";
    }

    /// <summary>The message for a call with complex numbers that has no lowering for them.</summary>
    public static string OfComplex(ProgramCall call) =>
        $"{MethodNames.Describe(call.Method, call.Module)} cannot be exported: it is given complex numbers or gives some, which ONNX does "
        + "not have. "
        + "Only Fourier transforms, sums, products, conjugates, abs and angle are carried out on their parts: take real and "
        + "imag and go on with these.";

    /// <summary>Whether a call that has no lowering may be made at export, where it depends on no input.</summary>
    public static bool MayCompute(ProgramCall call) =>
        call.Module is null
        && (Default.Find(call.Method.DeclaringType!, call.Method.Name)?.Kind ?? RefusalKind.Missing) == RefusalKind.Missing;

    private void Add(RefusalKind kind, string names, string reason, Type? owner = null)
    {
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _refusals.Add((owner, name), new Refusal(kind, reason));
    }

    private void Layer(RefusalKind kind, string reason, params Type[] layers)
    {
        foreach (var layer in layers) _refusals.Add((layer, "forward"), new Refusal(kind, reason));
    }

    private static Refusals Create()
    {
        var all = new Refusals();
        RefusalReasons.AddTo(all.Add, all.Layer);
        return all;
    }
}
