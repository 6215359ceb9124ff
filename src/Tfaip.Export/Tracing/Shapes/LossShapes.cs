using System.Reflection;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Losses: one number, or one for each element, row or class, as they are put together.</summary>
internal static class LossShapes
{
    public static void Register(ShapeTable table)
    {
        Add<MSELoss>(table, "mse_loss", Elements);
        Add<L1Loss>(table, "l1_loss", Elements);
        Add<SmoothL1Loss>(table, "smooth_l1_loss", Elements);
        Add<HuberLoss>(table, "huber_loss", Elements);
        Add<BCELoss>(table, "binary_cross_entropy", Elements);
        Add<BCEWithLogitsLoss>(table, "binary_cross_entropy_with_logits", Elements);
        Add<KLDivLoss>(table, "kl_div", Elements);
        Add<PoissonNLLLoss>(table, "poisson_nll_loss", Elements);
        Add<GaussianNLLLoss>(table, "gaussian_nll_loss", call => [call.Shape[0]]);
        Add<SoftMarginLoss>(table, "soft_margin_loss", Elements);
        Add<HingeEmbeddingLoss>(table, "hinge_embedding_loss", Elements);
        Add<MarginRankingLoss>(table, "margin_ranking_loss", Elements);
        Add<CosineEmbeddingLoss>(table, "cosine_embedding_loss", call => [.. call.Shape.SkipLast(1)]);
        Add<TripletMarginLoss>(
            table, "triplet_margin_loss", call => [.. call.Broadcast(call.AllTensors.Take(3).Select(tensor => tensor.Shape)).SkipLast(1)]);
        Add<MultiLabelSoftMarginLoss>(table, "multilabel_soft_margin_loss", call => [.. call.Shape.SkipLast(1)]);
        Add<MultiMarginLoss>(table, "multi_margin_loss", call => [.. call.Shape.SkipLast(1)]);
        Add<MultiLabelMarginLoss>(table, "multi_label_margin_loss", call => [.. call.Shape.SkipLast(1)]);
        Add<NLLLoss>(table, "nll_loss", Classes);
        Add<CrossEntropyLoss>(table, "cross_entropy", Classes);
    }

    private static void Add<T>(ShapeTable table, string function, Func<ShapeCall, IReadOnlyList<Size>> each)
    {
        table.Methods(function, call => call.Find("reduction") is ConstantArgument { Value: Reduction.None } ? each(call) : []);
        table.Layer<T>((call, layer) => Reduced(layer!) ? [] : each(call));
    }

    private static bool Reduced(object layer) => layer.GetType()
        .GetProperty("reduction", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!
        .GetValue(layer) is not Reduction.None;

    private static IReadOnlyList<Size> Elements(ShapeCall call) => call.Broadcast(call.AllTensors.Select(tensor => tensor.Shape));

    // The classes are axis 1, or the only one.
    private static IReadOnlyList<Size> Classes(ShapeCall call) => call.Rank == 1 ? [] : [.. call.Shape.Where((_, axis) => axis != 1)];
}
