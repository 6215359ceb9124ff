using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Branches on a size: those whose sides compute the same are right.</summary>
internal static class SizeBranches
{
    public static void AddTo(HostileTable table)
    {
        table.Right("contiguous on one side", x => (x.shape[1] % 2 == 0 ? x.t().contiguous() : x.t()).t() * 2);
        table.Right("clone on one side", x => { var y = x * 2; if (x.shape[1] > 9) y = y.clone(); return y + 1; });
        table.Right("detach on one side", x => (x.shape[0] % 3 == 0 ? x.detach() : x).sin());
        table.Right("contiguous at the end of one side", x => x.shape[1] % 2 == 0 ? (x * 2).contiguous() : x * 2);
        table.Right("another conversion to the same type", x => (x.shape[1] > 8 ? x.to(float32) : x) + 1);
        table.Right("several of them on both sides", x => { var y = x.shape[1] % 2 == 0 ? x.clone().detach().contiguous() : x.detach(); return (y * y) - (x.shape[0] > 7 ? y.contiguous() : y); });
        table.Right("contiguous of a constant on one side", x => x + (x.shape[1] % 2 == 0 ? Table.contiguous() : Table));
        table.Right("a scope on one side", x => { if (x.shape[1] % 2 == 0) return x.sin(); using var scope = NewDisposeScope(); return scope.MoveToOuter(x.sin()); });
        table.Refused("another operation on one side", x => x.shape[1] % 2 == 0 ? x.clone().exp() : x, hasLine: false);
        table.Refused("a clone that is changed on one side", x => { var y = x * 2; var z = x.shape[1] % 2 == 0 ? y.clone() : y; z.add_(1); return y + z; }, hasLine: false);
        table.Refused("a conversion to another type on one side", x => (x.shape[1] % 2 == 0 ? x.to(float64) : x) + 1, hasLine: false);
        table.Refused("other operands on the sides", x => { var y = x.sin(); return x.shape[1] % 2 == 0 ? x.contiguous() + 1 : y.clone() + 1; }, hasLine: false);
    }

    private static readonly Tensor Table = ones(2, 2).t()[0, 0].DetachFromDisposeScope();
}
