using Tfaip.Configuration.Descriptions.Places;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Tests.Descriptions.Places;

[TestClass]
public sealed class PlaceFinderTests
{
    [TestMethod]
    [DataRow("round", "There is no parameter 'round': the configuration has no 'round'. Did you mean 'rounds'?")]
    [DataRow("engin.power", "There is no parameter 'engin.power': the configuration has no 'engin'. Did you mean 'engine.power'?")]
    [DataRow("engine.cylinder", "There is no parameter 'engine.cylinder': engine has no 'cylinder'. Did you mean 'engine.cylinders'?")]
    [DataRow("blocks", "There is no parameter 'blocks': the configuration has no 'blocks'. Did you mean 'brake.blocks'?")]
    [DataRow("break.time", "There is no parameter 'break.time': the configuration has no 'break'. Did you mean 'brake.time'?")]
    [DataRow("brake.presure", "There is no parameter 'brake.presure': brake has no 'presure'. Did you mean 'engine.pressure'?")]
    [DataRow("rounds.x", "There is no parameter 'rounds.x': rounds is a value, with nothing below it. Did you mean 'rounds'?")]
    [DataRow("helpers.3", "There is no parameter 'helpers.3': helpers has no element '3'; it is a list of 1, counted from 0.")]
    [DataRow("helpers.power", "There is no parameter 'helpers.power': helpers has no element 'power'; it is a list of 1, counted from 0. "
        + "Did you mean 'helpers.0.power'?")]
    [DataRow("zzz", "There is no parameter 'zzz': the configuration has no 'zzz'.")]
    [DataRow("weights.side", "There is no parameter 'weights.side': weights has no 'side'.")]
    public void A_path_that_names_nothing_is_refused_with_the_nearest(string path, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<UnknownPlaceException>(() => Find(path)).Message);

    [TestMethod]
    [DataRow("engine.pressure")]
    [DataRow("engine.power")]
    [DataRow("helpers.0")]
    [DataRow("weights.main")]
    public void What_is_configured_is_found(string path) => Assert.AreEqual(path, ((ConfiguredPlace)Find(path)).View.Path);

    [TestMethod]
    [DataRow("engine.cylinders", "diesel")]
    [DataRow("engine.fan.time", "diesel")]
    [DataRow("helpers.0.starter", "diesel")]
    public void What_another_variant_has_is_found_there(string path, string variant)
    {
        var place = (UnchosenPlace)Find(path);
        Assert.AreEqual(variant, VariantCatalog.NameOf(place.Owners.Single()));
        Assert.AreEqual(path, place.Path);
        Assert.AreEqual(path.Split('.')[^1], place.Property.Name);
    }

    private static Place Find(string path) => new PlaceFinder(Described.Of(["name: me"]).Inspection.Root, Described.Catalog).Find(path);
}
