using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Programs;

/// <summary>
/// Tables of embeddings whose rows TorchSharp shortens to a largest norm, in the table itself, when a call asks for them. Keeps them as
/// they are, and puts them back.
/// </summary>
internal sealed class LimitedTables : IDisposable
{
    private readonly List<(Tensor Table, Tensor Kept)> _tables = [];

    /// <summary>Keeps the tables of all modules below one.</summary>
    public LimitedTables(nn.Module root)
    {
        foreach (var module in root.modules().Prepend(root))
        {
            if (TableOf(module) is { } table && IsLimited(module, table)) Keep(table);
        }
    }

    private LimitedTables(Tensor table) => Keep(table);

    /// <summary>
    /// Whether a call of a layer shortens rows of its table. TorchSharp does not say so; what it does to a row that is longer than all
    /// others shows it.
    /// </summary>
    /// <param name="layer">An <see cref="Embedding"/> or <see cref="EmbeddingBag"/>.</param>
    /// <param name="table">Its table.</param>
    public static bool IsLimited(nn.Module layer, Tensor table)
    {
        if (table.numel() == 0) return false;
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var row = table.narrow(0, 0, 1);
        var kept = row.clone();

        // A limit above this norm shortens no row.
        var largest = Math.Max(table.max().abs().ToDouble(), table.min().abs().ToDouble()) * table.shape[1];
        if (!double.IsFinite(largest)) largest = 1;
        var length = Math.Min(
            Math.ScaleB(1, (int)Math.Ceiling(Math.Log2(Math.Max(1, largest)))),
            table.dtype == ScalarType.Float16 ? 1 << 15 : double.MaxValue);
        try
        {
            row.fill_(length);
            Call(layer, zeros(1, ScalarType.Int64));
            return !row.eq(length).all().item<bool>();
        }
        finally
        {
            row.copy_(kept);
        }
    }

    /// <summary>The table with all its rows shortened, as a tensor of its own.</summary>
    public static Tensor Shortened(nn.Module layer, Tensor table)
    {
        using var gradients = no_grad();
        using var kept = new LimitedTables(table);
        using var rows = arange(table.shape[0], ScalarType.Int64);
        Call(layer, rows);
        return table.detach().clone();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var gradients = no_grad();
        foreach (var (table, kept) in _tables)
        {
            table.copy_(kept);
            kept.Dispose();
        }
    }

    private void Keep(Tensor table) => _tables.Add((table, table.detach().clone().DetachFromDisposeScope()));

    private static Parameter? TableOf(nn.Module module) =>
        module switch { Embedding layer => layer.weight, EmbeddingBag layer => layer.weight, _ => null };

    private static void Call(nn.Module layer, Tensor rows)
    {
        using var scope = NewDisposeScope();
        if (layer is Embedding table) table.call(rows);
        else ((EmbeddingBag)layer).call(rows.unsqueeze(1));
    }
}
