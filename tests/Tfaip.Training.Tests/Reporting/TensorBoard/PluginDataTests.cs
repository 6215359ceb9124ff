using System.Text;
using Google.Protobuf.WellKnownTypes;
using Tfaip.Training.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Reporting.TensorBoard;

/// <summary>Read back by the field numbers of TensorBoard's plugin_data.proto files.</summary>
[TestClass]
public sealed class PluginDataTests
{
    [TestMethod]
    public void A_curve_says_how_many_thresholds_it_has()
    {
        var fields = EventReader.Fields(PluginData.PrCurve(127).Span);

        Assert.AreEqual(127, BitConverter.ToInt64(fields[2].Single()));
        Assert.AreEqual(1, fields.Count);
    }

    [TestMethod]
    public void Parameters_are_a_map_from_names_to_values_with_the_time_of_the_start()
    {
        var data = PluginData.SessionStart(
            [new("trainer.epochs", Value.ForNumber(3)), new("model.bias", Value.ForBool(true)), new("device", Value.ForString("cpu"))],
            12.5);

        var start = EventReader.Fields(EventReader.Fields(data.Span)[3].Single());
        Assert.AreEqual(12.5, BitConverter.ToDouble(start[5].Single()));
        var values = start[1].Select(entry => EventReader.Fields(entry))
            .ToDictionary(entry => Encoding.UTF8.GetString(entry[1].Single()), entry => EventReader.Fields(entry[2].Single()));
        Assert.AreEqual(3.0, BitConverter.ToDouble(values["trainer.epochs"][2].Single()));
        Assert.AreEqual(1, BitConverter.ToInt64(values["model.bias"][4].Single()));
        Assert.AreEqual("cpu", Encoding.UTF8.GetString(values["device"][3].Single()));
    }
}
