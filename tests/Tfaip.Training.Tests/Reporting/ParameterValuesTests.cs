using Google.Protobuf.WellKnownTypes;
using Tfaip.Parameters.Json;
using Tfaip.Training.Reporting;

namespace Tfaip.Training.Tests.Reporting;

[TestClass]
public sealed class ParameterValuesTests
{
    [TestMethod]
    public void Every_value_has_its_path_and_its_kind()
    {
        var tree = JsonNodes.Read(
            """{"seed": 7, "name": "12", "model": {"bias": true, "path": null, "sizes": [1, 2]}, "list": [{"type": "scale"}, {"type": "crop"}]}""",
            "x.json");

        var values = ParameterValues.Of(tree).ToList();

        CollectionAssert.AreEqual(
            new[] { "seed", "name", "model.bias", "model.path", "model.sizes", "list.0.type", "list.1.type" },
            values.Select(value => value.Key).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                Value.ForNumber(7), Value.ForString("12"), Value.ForBool(true), Value.ForString("null"), Value.ForString("1, 2"),
                Value.ForString("scale"), Value.ForString("crop"),
            },
            values.Select(value => value.Value).ToArray());
    }
}
