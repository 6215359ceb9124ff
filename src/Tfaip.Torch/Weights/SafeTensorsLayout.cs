using Tfaip.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>
/// A safetensors file without the numbers: its header, and where each tensor lies after it. The same names, types and shapes
/// give the same layout, in whatever order they come.
/// </summary>
public sealed class SafeTensorsLayout
{
    private SafeTensorsLayout(ReadOnlyMemory<byte> header, IReadOnlyList<SafeTensorSlot> slots, long length) =>
        (Header, Slots, Length) = (header, slots, length);

    /// <summary>The bytes before the first tensor's.</summary>
    public ReadOnlyMemory<byte> Header { get; }

    /// <summary>The tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafeTensorSlot> Slots { get; }

    /// <summary>How many bytes the file has.</summary>
    public long Length { get; }

    /// <summary>Lays out tensors.</summary>
    /// <exception cref="TfaipException">A tensor has an element type that the format does not have.</exception>
    public static SafeTensorsLayout Of(IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);

        // Large elements first, so that all are aligned, and by name among equals: as the format's own library writes them.
        var sorted = tensors
            .OrderByDescending(entry => entry.Value.ElementSize)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal);
        var entries = new List<SafeTensorEntry>(tensors.Count);
        var position = 0L;
        foreach (var (name, tensor) in sorted)
        {
            if (TorchTypes.ToSafeTensors(tensor.dtype) is null)
            {
                throw new TfaipException($"The tensor '{name}' has the type {tensor.dtype}, which safetensors files cannot hold.");
            }

            var end = position + (tensor.numel() * TorchTypes.SizeOf(tensor.dtype));
            entries.Add(new SafeTensorEntry(name, tensor.dtype, tensor.shape, position, end));
            position = end;
        }

        var header = SafeTensorsHeader.Write(entries);
        var slots = entries
            .Select(entry => new SafeTensorSlot(entry.Name, entry.Type, header.Length + entry.Begin, entry.End - entry.Begin))
            .ToList();
        return new(header, slots, header.Length + position);
    }
}
