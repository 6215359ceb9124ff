using TorchSharp.Modules;

namespace Tfaip.Export.Lowering;

/// <summary>Dropout, which does nothing in evaluation.</summary>
internal static class Dropouts
{
    public static void Register(LoweringTable table)
    {
        table.Methods("dropout dropout1d dropout2d dropout3d alpha_dropout feature_alpha_dropout", call =>
        {
            if (call.Flag("training") && call.Real("p") != 0)
            {
                throw call.Refuse("its argument 'training' is true, which makes it random in evaluation too", "Pass training: training.");
            }

            call.Find("p");
            call.Find("inplace");
            return call.Self.Value;
        });
        table.Layer<Dropout>((call, _) => call.Self.Value);
        table.Layer<Dropout1d>((call, _) => call.Self.Value);
        table.Layer<Dropout2d>((call, _) => call.Self.Value);
        table.Layer<Dropout3d>((call, _) => call.Self.Value);
        table.Layer<AlphaDropout>((call, _) => call.Self.Value);
        table.Layer<FeatureAlphaDropout>((call, _) => call.Self.Value);
    }
}
