using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Descriptions.Places;

namespace Tfaip.Configuration.Tests.Descriptions.Places;

[TestClass]
public sealed class HelpPageTests
{
    private const string Wrong = "rounds: 0\nengine: {type: diesle, power: x}\nbrake: {blocks: [10, 200], time: 5}\n";

    private const string File = """
        name: me
        engine: {type: diesel, cylinders: 12, starter: crank, fan: {blocks: [5]}}
        brake: {time: 0:01:00}
        """;

    [TestMethod]
    public void The_tree_as_configured_is_shown_by_its_nodes() => Assert.AreEqual(
        """
          rounds     5 (whole number, at least 1; default 3; argument 2 (--rounds))
                     How often it is done.
          input      null (path or null)
                     The file to read; without one there is nothing to read.
          name       me (text, not empty; config.yaml:1:7)
                     Who asks.
          weights    {main: 1} (mapping of names to numbers)
                     Weights of the losses by name.

        engine  diesel (one of diesel, steam; config.yaml:2:16)
          What drives it.
          power      1 (number, at least 0)
                     Power in megawatts.
          cylinders  12 (whole number, one of 6, 8, 12; default 8; config.yaml:2:35)
                     Cylinders.
          starter    crank (text, not empty; config.yaml:2:48)
                     What starts it.

        engine.fan  (config.yaml:2:60)
          What cools it.
          force      air (one of steam_or_hand, air)
                     What presses.
          blocks     [5] (list of whole numbers, at least 1 element, each from 1 to 100;
                     default [10, 20]; config.yaml:2:69)
                     The widths of the blocks.
          time       null (time span or null)
                     How long it takes.

        brake  (config.yaml:3:8)
          How it stops.
          force      steam_or_hand (one of steam_or_hand, air)
                     What presses.
          blocks     [10, 20] (list of whole numbers, at least 1 element, each from 1 to
                     100)
                     The widths of the blocks.
          time       00:01:00 (time span or null; default null; config.yaml:3:15)
                     How long it takes.

        helpers  1 element (list of diesel, steam)
          Engines for hills, the first one for the steepest.

        helpers.0  steam
          Burns coal.
          power      2 (number, at least 0)
                     Power in megawatts.
          pressure   12 (number, greater than 0 and at most 20)
                     Pressure in bar.
        """.ReplaceLineEndings("\n"), Page(80, "", File, "--rounds", "5"));

    [TestMethod]
    public void A_part_is_shown_with_all_variants() => Assert.AreEqual(
        """
        engine  diesel (one of diesel, steam; config.yaml:2:16)
          What drives it.
          power      1 (number, at least 0)
                     Power in megawatts.

          diesel (chosen): Burns oil.
            cylinders  12 (whole number, one of 6, 8, 12; default 8; config.yaml:2:35)
                       Cylinders.
            starter    crank (text, not empty; config.yaml:2:48)
                       What starts it.

          steam: Burns coal.
            pressure   12 (number, greater than 0 and at most 20)
                       Pressure in bar.

        engine.fan  (config.yaml:2:60)
          What cools it.
          force      air (one of steam_or_hand, air)
                     What presses.
          blocks     [5] (list of whole numbers, at least 1 element, each from 1 to 100; default [10, 20];
                     config.yaml:2:69)
                     The widths of the blocks.
          time       null (time span or null)
                     How long it takes.
        """.ReplaceLineEndings("\n"), Page(100, "engine", File));

    [TestMethod]
    public void A_list_is_shown_with_what_its_elements_can_be() => Assert.AreEqual(
        """
        helpers  1 element (list of diesel, steam)
          Engines for hills, the first one for the steepest.

          Each of its elements is one of these:

          diesel: Burns oil.
            power      1 (number, at least 0)
                       Power in megawatts.
            cylinders  8 (whole number, one of 6, 8, 12)
                       Cylinders.
            starter    must be given (text, not empty)
                       What starts it.
            fan        {force: air, blocks: [10, 20], time: null} (mapping)
                       What cools it.

          steam: Burns coal.
            power      1 (number, at least 0)
                       Power in megawatts.
            pressure   12 (number, greater than 0 and at most 20)
                       Pressure in bar.

        helpers.0  steam
          Burns coal.
          power      2 (number, at least 0)
                     Power in megawatts.
          pressure   12 (number, greater than 0 and at most 20)
                     Pressure in bar.
        """.ReplaceLineEndings("\n"), Page(100, "helpers", File));

    [TestMethod]
    public void A_parameter_is_shown_alone() => Assert.AreEqual(
        """
        engine.power  1 (number, at least 0)
                      Power in megawatts.
        """.ReplaceLineEndings("\n"), Page(80, "engine.power", File));

    [TestMethod]
    public void A_parameter_of_another_variant_is_shown_with_how_to_choose_it() => Assert.AreEqual(
        """
        engine.pressure  12 (number, greater than 0 and at most 20)
                         Pressure in bar.

        It does not apply now: it belongs to steam; engine is diesel, chosen at
        config.yaml:2:16.
        Choose it by --engine steam, or by 'type: steam' in a file.
        """.ReplaceLineEndings("\n"), Page(80, "engine.pressure", File));

    [TestMethod]
    public void What_is_wrong_or_missing_is_marked() => Assert.AreEqual(
        """
          ␛[1mrounds    ␛[0m␛[31m0 ␛[0m␛[2m(whole number, at least 1; default 3; config.yaml:1:9)␛[0m
                    How often it is done.
          ␛[1minput     ␛[0m␛[32mnull ␛[0m␛[2m(path or null)␛[0m
                    The file to read; without one there is nothing to read.
          ␛[1mname      ␛[0m␛[31mmust be given ␛[0m␛[2m(text, not empty)␛[0m
                    Who asks.
          ␛[1mweights   ␛[0m␛[32m{main: 1} ␛[0m␛[2m(mapping of names to numbers)␛[0m
                    Weights of the losses by name.

        ␛[1;36mengine  ␛[0m␛[31m{type: diesle, power: x} ␛[0m␛[2m(one of diesel, steam; config.yaml:2:9)␛[0m
          What drives it.

        ␛[1;36mbrake  ␛[0m␛[2m(config.yaml:3:8)␛[0m
          How it stops.
          ␛[1mforce     ␛[0m␛[32msteam_or_hand ␛[0m␛[2m(one of steam_or_hand, air)␛[0m
                    What presses.
          ␛[1mblocks    ␛[0m␛[31m[10, 200] ␛[0m␛[2m(list of whole numbers, at least 1 element, each from 1 to␛[0m
                    ␛[2m100; default [10, 20]; config.yaml:3:17)␛[0m
                    The widths of the blocks.
          ␛[1mtime      ␛[0m␛[31m5 ␛[0m␛[2m(time span or null; default null; config.yaml:3:34)␛[0m
                    How long it takes.

        ␛[1;36mhelpers  ␛[0m␛[32m1 element ␛[0m␛[2m(list of diesel, steam)␛[0m
          Engines for hills, the first one for the steepest.

        ␛[1;36mhelpers.0  ␛[0m␛[32msteam␛[0m
          Burns coal.
          ␛[1mpower     ␛[0m␛[32m2 ␛[0m␛[2m(number, at least 0)␛[0m
                    Power in megawatts.
          ␛[1mpressure  ␛[0m␛[32m12 ␛[0m␛[2m(number, greater than 0 and at most 20)␛[0m
                    Pressure in bar.
        """.ReplaceLineEndings("\n").Replace('␛', '\e'), Page(80, "", Wrong, isColoured: true));

    private static string Page(int width, string path, string file, params string[] arguments) =>
        Page(width, path, file, isColoured: false, arguments);

    private static string Page(int width, string path, string file, bool isColoured, params string[] arguments)
    {
        var (inspection, _) = Described.Of([file], arguments);
        var text = new StringWriter { NewLine = "\n" };
        var page = new HelpPage(new PageWriter(text, width, isColoured), Described.Catalog, inspection.Errors, path.Length > 0);
        switch (path.Length == 0 ? new ConfiguredPlace(inspection.Root) : new PlaceFinder(inspection.Root, Described.Catalog).Find(path))
        {
            case ConfiguredPlace { View: var view }: page.Write(view); break;
            case UnchosenPlace place: page.Write(place); break;
        }

        return text.ToString()[..^1];
    }
}
