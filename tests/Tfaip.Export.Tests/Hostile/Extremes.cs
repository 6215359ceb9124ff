using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Windows as large as a free axis, axes of length one that may go, and answers without a finite number.</summary>
internal static class Extremes
{
    private const string Rows = "x: float32[batch, 3, time]; time: 2..40";
    private const string Pictures = "x: float32[batch, 3, height, width]; height: 2..12; width: 2..12";
    private const string Volumes = "x: float32[batch, 2, depth, height, width]; depth: 2..5; height: 2..5; width: 2..5";

    public static void AddTo(HostileTable table)
    {
        Pools(table);
        Infinities(table);
    }

    private static void Pools(HostileTable table)
    {
        table.Right("the mean of a whole axis as a window", x => F.avg_pool1d(x, x.shape[2]), Rows);
        table.Right("the largest of a whole axis as a window", x => F.max_pool1d(x, x.shape[2]), Rows);
        table.Right("the mean of a whole picture as a window", x => F.avg_pool2d(x, [x.shape[2], x.shape[3]]), Pictures);
        table.Right("the mean of a whole picture, with the step", x => F.avg_pool2d(x, [x.shape[2], x.shape[3]], [x.shape[2], x.shape[3]]).flatten(1), Pictures);
        table.Right("the largest of a whole picture as a window", x => F.max_pool2d(x, [x.shape[2], x.shape[3]]), Pictures);
        table.Right("whole columns and pairs of rows", x => F.avg_pool2d(x, [2, x.shape[3]]), Pictures);
        table.Right("whole rows, the largest of three, with padding", x => F.max_pool2d(x, [x.shape[2], 3], [1, 2], [0, 1]), Pictures);
        table.Right("the mean of a whole feature map", x => F.avg_pool2d(F.max_pool2d(x, 2), [x.shape[2] / 2, x.shape[3] / 2]), Pictures);
        table.Right("the mean of a whole volume as a window", x => F.avg_pool3d(x, [x.shape[2], x.shape[3], x.shape[4]]), Volumes);
        table.Right("the largest of a whole volume as a window", x => F.max_pool3d(x, [x.shape[2], x.shape[3], x.shape[4]]), Volumes);
        table.Right("the places of the largest of whole pictures", x => F.max_pool2d_with_indices(x, [x.shape[2], x.shape[3]], null, null, null, false).indices, Pictures);
        table.Right("a whole square as a window", x => F.avg_pool2d(x, x.shape[2]), "x: float32[batch, 3, side, side]; side: 2..12");
        table.Right("the powers of a whole axis", x => F.lp_pool1d(x.abs() + 0.1, 3, x.shape[2]), Rows);
        table.Right("sums of a whole picture by a divisor", x => F.avg_pool2d(x, [x.shape[2], x.shape[3]], null, [0, 0], false, true, 4), Pictures);
        table.Refused("a window that is one less than the axis", x => F.avg_pool1d(x, x.shape[2] - 1), Rows);
        table.Refused("a window of another axis", x => F.avg_pool2d(x, [2, x.shape[2]], [1, 1]), "x: float32[batch, 3, height, width]; height: 2..4; width: 8..12");
    }

    private static void Infinities(HostileTable table)
    {
        table.Refused("nothing but what is not a number", x => (x - x) / (x - x));
        table.Refused("nothing but infinity", x => x + double.PositiveInfinity);
        table.Refused("logarithms of what is never positive", x => (-x.abs() - 1).log().sum(1, keepdim: true));
        table.Refused("one output of two without a number", x => cat([x.exp().log1p(), x], 1) / zeros(1) * 0);
        table.Right("infinity in a part of the answer", x => cat([x, x / zeros(1)], 1));
        table.Right("infinity that is hidden again", x => where(x > 0, x, x + double.PositiveInfinity).clamp(max: 9));
        table.Right("minus infinity in a mask", x => x.masked_fill(x > 0, double.NegativeInfinity).softmax(0).nan_to_num());
    }
}
