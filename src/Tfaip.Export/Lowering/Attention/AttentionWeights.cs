using static TorchSharp.torch;

namespace Tfaip.Export.Lowering.Attention;

/// <summary>The parameters of a module of TorchSharp's that is all native, by their names below a prefix.</summary>
/// <param name="All">All parameters of the module.</param>
/// <param name="Prefix">The prefix with its point, or empty.</param>
internal sealed record AttentionWeights(IReadOnlyDictionary<string, Tensor> All, string Prefix = "")
{
    /// <summary>The parameters of a module.</summary>
    public static AttentionWeights Of(nn.Module module) => new(
        module.named_parameters()
            .ToDictionary(parameter => parameter.name, parameter => (Tensor)parameter.parameter, StringComparer.Ordinal));

    /// <summary>The parameters of a part.</summary>
    public AttentionWeights Part(string name) => this with { Prefix = $"{Prefix}{name}." };

    /// <summary>A parameter, or null where there is none of the name.</summary>
    public Tensor? Find(string name) =>
        All.GetValueOrDefault(Prefix + name) is { IsInvalid: false } tensor && tensor.numel() > 0 ? tensor : null;

    /// <summary>A parameter.</summary>
    public Tensor this[string name] =>
        Find(name) ?? throw new InvalidOperationException($"TorchSharp's module has no parameter '{Prefix}{name}'.");

    /// <summary>How many numbered parts there are.</summary>
    public int Layers => Enumerable.Range(0, int.MaxValue)
        .First(i => !All.Keys.Any(key => key.StartsWith($"{Prefix}layers.{i}.", StringComparison.Ordinal)));
}
