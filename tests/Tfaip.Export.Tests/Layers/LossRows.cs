using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Losses, which models compute as scores.</summary>
internal static class LossRows
{
    private const string X = "x: float32[batch, 5]";
    private const string Y = "y: float32[batch, 5]";
    private const string Z = "z: float32[batch, 5]";
    private const string Target = "target: float32[batch, 5]";
    private const string Targets = "target: float32[batch]";
    private const string Positive = "x: float32[batch, 2] in 0..1";
    private const string PositiveTarget = "target: float32[batch, 2] in 0..1";
    private const string Labels = "target: int64[batch, 5] in 0..4";

    public static IEnumerable<LayerRow> All =>
    [
        Of("poisson", () => PoissonNLLLoss(), (m, x) => [m.call(x[0], x[1])], Positive, PositiveTarget),
        Of(
            "poisson of plain inputs",
            () => PoissonNLLLoss(log_input: false, reduction: Reduction.None),
            (m, x) => [m.call(x[0] + 0.5, x[1])],
            Positive,
            PositiveTarget),
        Of("poisson of logarithms, full", () => PoissonNLLLoss(true, true), (m, x) => [m.call(x[0], x[1] + 1.5)], Positive, PositiveTarget),
        Function("poisson as a function", x => F.poisson_nll_loss(x[0], x[1] + 1.5, true, true), Positive, PositiveTarget),
        Of(
            "cross-entropy",
            () => CrossEntropyLoss(),
            (m, x) => [m.call(x[0], x[1])],
            "x: float32[batch, 12]",
            "target: int64[batch] in 0..11"),
        Function("cross-entropy as a function", x => F.cross_entropy(x[0], x[1]), "x: float32[batch, 12]", "target: int64[batch] in 0..11"),
        Of("l1", () => L1Loss(), (m, x) => [m.call(x[0], x[1])], X, Target),
        Function("l1 as a function", x => F.l1_loss(x[0], x[1]), X, Target),
        Of("mse, sum", () => MSELoss(Reduction.Mean), (m, x) => [m.call(x[0], x[1])], X, Target),
        Of(
            "binary cross-entropy",
            () => BCELoss(),
            (m, x) => [m.call(x[0].sigmoid(), x[1])],
            "x: float32[batch, 2] in -4..4",
            PositiveTarget),
        Function(
            "binary cross-entropy as a function",
            x => F.binary_cross_entropy(x[0].sigmoid(), x[1]),
            "x: float32[batch, 2] in -4..4",
            PositiveTarget),
        Of("binary cross-entropy of logits", () => BCEWithLogitsLoss(), (m, x) => [m.call(x[0], x[1])], X, Target),
        Function("binary cross-entropy of logits as a function", x => F.binary_cross_entropy_with_logits(x[0], x[1]), X, Target),
        Of("kl divergence", () => KLDivLoss(), (m, x) => [m.call(x[0], x[1])], X, Target),
        Function("kl divergence as a function", x => F.kl_div(x[0], x[1]), X, Target),
        Of("smooth l1", () => SmoothL1Loss(), (m, x) => [m.call(x[0], x[1])], X, Target),
        Function("smooth l1 as a function", x => F.smooth_l1_loss(x[0], x[1]), X, Target),
        Of("soft margin", () => SoftMarginLoss(), (m, x) => [m.call(x[0], x[1])], X, Target),
        Function("soft margin as a function", x => F.soft_margin_loss(x[0], x[1]), X, Target),
        Of(
            "gaussian",
            () => GaussianNLLLoss(),
            (m, x) => [m.call(x[0], x[1], x[2])],
            "x: float32[batch, 5, 5]",
            "target: float32[batch, 5, 5]",
            "variance: float32[batch, 5, 5] in 0.1..2"),
        Of(
            "gaussian, float64",
            () => GaussianNLLLoss(),
            (m, x) => [m.call(x[0], x[1], x[2])],
            "x: float64[batch, 5]",
            "target: float64[batch, 5]",
            "variance: float64[batch, 1] in 0.1..2"),
        Of("cosine embedding", () => CosineEmbeddingLoss(), (m, x) => [m.call(x[0].neg(), x[1], x[2].sign())], X, Y, Targets),
        Function("cosine embedding as a function", x => F.cosine_embedding_loss(x[0].neg(), x[1], x[2].sign()), X, Y, Targets),
        Of("hinge embedding", () => HingeEmbeddingLoss(), (m, x) => [m.call(x[0], x[1].sign())], X, Target),
        Function("hinge embedding as a function", x => F.hinge_embedding_loss(x[0], x[1].sign()), X, Target),
        Of("huber", () => HuberLoss(), (m, x) => [m.call(x[0], x[1].sign())], X, Target),
        Of("huber, delta", () => HuberLoss(1.5), (m, x) => [m.call(x[0], x[1].sign())], X, Target),
        Function("huber as a function, delta", x => F.huber_loss(x[0], x[1].sign(), 1.5), X, Target),
        Of(
            "margin ranking",
            () => MarginRankingLoss(),
            (m, x) => [m.call(x[0], x[1], x[2].sign())],
            "x: float32[batch]",
            "y: float32[batch]",
            Targets),
        Function(
            "margin ranking as a function",
            x => F.margin_ranking_loss(x[0], x[1], x[2].sign()),
            "x: float32[batch]",
            "y: float32[batch]",
            Targets),
        Of(
            "multi-label soft margin",
            () => MultiLabelSoftMarginLoss(),
            (m, x) => [m.call(x[0], x[1])],
            X,
            "target: int64[batch, 5] in 0..1"),
        Function(
            "multi-label soft margin as a function", x => F.multilabel_soft_margin_loss(x[0], x[1]), X, "target: int64[batch, 5] in 0..1"),
        Of("multi-margin", () => MultiMarginLoss(), (m, x) => [m.call(x[0], x[1])], X, "target: int64[batch] in 0..4"),
        Function("multi-margin as a function", x => F.multi_margin_loss(x[0], x[1]), X, "target: int64[batch] in 0..4"),
        Of("triplet", () => TripletMarginLoss(), (m, x) => [m.call(x[0].neg(), x[1], x[2])], X, Y, Z),
        Function("triplet as a function", x => F.triplet_margin_loss(x[0].neg(), x[1], x[2]), X, Y, Z),
        Of("multi-label margin", () => MultiLabelMarginLoss(), (m, x) => [m.call(x[0], x[1])], X, Labels),
        Function("multi-label margin as a function", x => F.multi_label_margin_loss(x[0], x[1]), X, Labels),
        Of("triplet with a distance", () => TripletMarginWithDistanceLoss(Distance), (m, x) => [m.call(x[0], x[1], x[2])], X, Y, Z),
        Function("triplet with a distance as a function", x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2], Distance), X, Y, Z),
        Of(
            "triplet with a distance, swapped, sum",
            () => TripletMarginWithDistanceLoss(Distance, 0.3, swap: true, Reduction.Sum),
            (m, x) => [m.call(x[0], x[1], x[2])],
            X,
            Y,
            Z),
        Function("triplet with a distance as a function, each", x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2], (a, b) =>
            F.cosine_similarity(a, b, 1), 0.3, reduction: Reduction.None), X, Y, Z),
        Of("triplet with the standard distance", () => TripletMarginWithDistanceLoss(), (m, x) => [m.call(x[0], x[1], x[2])], X, Y, Z),
        Function("triplet with the standard distance as a function", x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2]), X, Y, Z),
    ];

    private static Tensor Distance(Tensor x, Tensor y) => (x - y).abs().sum(1);
}
