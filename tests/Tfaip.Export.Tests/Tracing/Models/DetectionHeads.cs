using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

/// <summary>Heads of object detectors as ports of YOLO write them: what follows from the shape of the features is kept in fields.</summary>
internal static class DetectionHeads
{
    private const int Classes = 2;
    private const int Channels = 6;

    private static Tensor Corners(long height, long width)
    {
        var y = arange(height, float32) + 0.5;
        var x = arange(width, float32) + 0.5;
        var grid = meshgrid([y, x], "ij");
        return stack([grid[1], grid[0]], -1).view(-1, 2);
    }

    /// <summary>Boxes from anchors of three shapes, decoded in place; the grid is made again where the shape is another.</summary>
    public sealed class AnchorBoxes : Module<Tensor, Tensor>
    {
        private const int Anchors = 3;
        private readonly Conv2d conv = Conv2d(Channels, Anchors * (5 + Classes), 1);
        private readonly Tensor shapes = tensor(new float[] { 10, 13, 16, 30, 33, 23 }).view(1, Anchors, 1, 1, 2);
        private readonly Tensor?[] grid = new Tensor?[1];

        public AnchorBoxes()
            : base("detect")
        {
            register_buffer("anchors", shapes);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            x = conv.call(x);
            var (batch, height, width) = (x.shape[0], x.shape[2], x.shape[3]);
            x = x.view(batch, Anchors, 5 + Classes, height, width).permute(0, 1, 3, 4, 2).contiguous();
            if (grid[0] is not { } known || known.shape[2] != height || known.shape[3] != width)
            {
                grid[0]?.Dispose();
                grid[0] = Corners(height, width).view(1, 1, height, width, 2).DetachFromDisposeScope();
            }

            var y = x.sigmoid();
            y[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)] = ((y[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)] * 2) - 1 + grid[0]!) * 8;
            y[TensorIndex.Ellipsis, TensorIndex.Slice(2, 4)] = (y[TensorIndex.Ellipsis, TensorIndex.Slice(2, 4)] * 2).pow(2) * shapes;
            return y.view(batch, -1, 5 + Classes);
        }
    }

    /// <summary>
    /// Boxes from distributions of distances, over two levels; anchors and strides are kept for the shapes that they were made for.
    /// </summary>
    public class Distances : Module<Tensor, Tensor, Dictionary<string, Tensor>>
    {
        private const int Bins = 4;
        private readonly ModuleList<Conv2d> boxes = ModuleList(Conv2d(Channels, 4 * Bins, 1), Conv2d(Channels, 4 * Bins, 1));
        private readonly ModuleList<Conv2d> scores = ModuleList(Conv2d(Channels, Classes, 1), Conv2d(Channels, Classes, 1));
        private readonly Tensor project = arange(Bins, float32);
        private long[][] shapes = [];
        private Tensor? anchors;
        private Tensor? strides;

        public Distances()
            : base("detect")
        {
            RegisterComponents();
        }

        public override Dictionary<string, Tensor> forward(Tensor p3, Tensor p4)
        {
            using var scope = NewDisposeScope();
            Tensor[] levels = [p3, p4];
            if (!shapes.Zip(levels).All(pair => pair.First.SequenceEqual(pair.Second.shape)) || shapes.Length == 0)
            {
                (anchors, strides) = MakeAnchors(levels);
                shapes = [.. levels.Select(level => level.shape)];
            }

            var all = levels.Select((level, i) => cat([boxes[i].call(level), scores[i].call(level)], 1).flatten(2)).ToArray();
            var parts = cat(all, 2).split([4 * Bins, Classes], 1);
            var distances = parts[0].view(p3.shape[0], 4, Bins, -1).softmax(2).permute(0, 1, 3, 2).matmul(project);
            var ends = distances.chunk(2, 1);
            var (least, most) = (anchors! - ends[0], anchors! + ends[1]);
            var result = Decode((least + most) / 2, most - least) * strides!;
            return new() { ["boxes"] = scope.MoveToOuter(result), ["scores"] = scope.MoveToOuter(parts[1].sigmoid()) };
        }

        protected virtual Tensor Decode(Tensor centre, Tensor size) => cat([centre, size], 1);

        private static (Tensor Anchors, Tensor Strides) MakeAnchors(Tensor[] levels)
        {
            var (points, strides) = (new List<Tensor>(), new List<Tensor>());
            for (var i = 0; i < levels.Length; i++)
            {
                var (height, width) = (levels[i].shape[2], levels[i].shape[3]);
                points.Add(Corners(height, width));
                strides.Add(full(height * width, 1, 8.0 * (1 << i)));
            }

            return (cat(points).t().unsqueeze(0).DetachFromDisposeScope(), cat(strides).t().DetachFromDisposeScope());
        }
    }

    /// <summary>Boxes whose corners are given instead of centre and size.</summary>
    public sealed class CornerDistances : Distances
    {
        protected override Tensor Decode(Tensor centre, Tensor size) => cat([centre - (size / 2), centre + (size / 2)], 1);
    }

    /// <summary>Boxes from offsets to a grid, decoded by in-place writes; the grids of all levels are in a list.</summary>
    public sealed class GridOffsets : Module<Tensor, Tensor, Tensor>
    {
        private readonly ModuleList<Conv2d> predictions = ModuleList(Conv2d(Channels, 5 + Classes, 1), Conv2d(Channels, 5 + Classes, 1));
        private readonly List<Tensor> grids = [];
        private (long, long) size;

        public GridOffsets()
            : base("head")
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor p3, Tensor p4)
        {
            Tensor[] levels = [p3, p4];
            if (size != (p3.shape[2], p3.shape[3]))
            {
                grids.Clear();
                foreach (var level in levels) grids.Add(Corners(level.shape[2], level.shape[3]).unsqueeze(0));
                size = (p3.shape[2], p3.shape[3]);
            }

            var outputs = new List<Tensor>();
            for (var i = 0; i < levels.Length; i++)
            {
                var output = predictions[i].call(levels[i]).flatten(2).transpose(1, 2).contiguous();
                output[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)] =
                    (output[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)] + grids[i]) * (8 << i);
                output[TensorIndex.Ellipsis, TensorIndex.Slice(2, 4)] =
                    output[TensorIndex.Ellipsis, TensorIndex.Slice(2, 4)].exp() * (8 << i);
                output[TensorIndex.Ellipsis, TensorIndex.Slice(4)] = output[TensorIndex.Ellipsis, TensorIndex.Slice(4)].sigmoid();
                outputs.Add(output);
            }

            return cat([.. outputs], 1);
        }
    }

    /// <summary>Turned boxes: the angle is kept for whoever draws them, anchors for the shape.</summary>
    public sealed class TurnedBoxes : Module<Tensor, Tensor>
    {
        private readonly Conv2d boxes = Conv2d(Channels, 4, 1);
        private readonly Conv2d angles = Conv2d(Channels, 1, 1);
        private Tensor? angle;
        private Tensor? anchors;
        private long height;
        private long width;

        public TurnedBoxes()
            : base("obb")
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            if ((height, width) != (x.shape[2], x.shape[3]))
            {
                (height, width) = (x.shape[2], x.shape[3]);
                anchors = Corners(height, width).t().unsqueeze(0);
            }

            angle = (angles.call(x).flatten(2).sigmoid() - 0.25) * Math.PI;
            var ends = boxes.call(x).flatten(2).chunk(2, 1);
            var (cosine, sine) = (angle.cos(), angle.sin());
            var half = ((ends[1] - ends[0]) / 2).chunk(2, 1);
            var centre = cat([(half[0] * cosine) - (half[1] * sine), (half[0] * sine) + (half[1] * cosine)], 1) + anchors!;
            return cat([centre, ends[0] + ends[1], angle], 1) * 8;
        }
    }

    /// <summary>Two heads whose results have the same names, in dictionaries within a dictionary.</summary>
    public sealed class OneToOne : Module<Tensor, (Dictionary<string, Tensor> Inference, Dictionary<string, Tensor> Training)>
    {
        private readonly Conv2d one = Conv2d(Channels, 4 + Classes, 1);
        private readonly Conv2d many = Conv2d(Channels, 4 + Classes, 1);
        private Tensor? anchors;
        private long[] shape = [];

        public OneToOne()
            : base("v10")
        {
            RegisterComponents();
        }

        public override (Dictionary<string, Tensor> Inference, Dictionary<string, Tensor> Training) forward(Tensor x)
        {
            if (anchors is null || !shape.AsSpan().SequenceEqual(x.shape.AsSpan(2)))
            {
                shape = x.shape[2..];
                anchors = Corners(x.shape[2], x.shape[3]).t().unsqueeze(0);
            }

            return (Part(one.call(x)), Part(many.call(x)));
        }

        private Dictionary<string, Tensor> Part(Tensor features)
        {
            var parts = features.flatten(2).split([2, 2, Classes], 1);
            return new() { ["boxes"] = cat([anchors! - parts[0], anchors! + parts[1]], 1), ["scores"] = parts[2].sigmoid() };
        }
    }
}
