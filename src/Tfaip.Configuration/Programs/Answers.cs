using Tfaip.Configuration.Descriptions.Explanations;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Descriptions.Places;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Programs;

/// <summary>Answers questions about a configuration, also about one that has errors.</summary>
/// <param name="inspection">What is configured.</param>
/// <param name="layers">The files and the command line that it comes from.</param>
/// <param name="catalog">The variants.</param>
/// <param name="page">Where the answers are written.</param>
internal sealed class Answers(Inspection inspection, IReadOnlyList<ConfigLayer> layers, VariantCatalog catalog, PageWriter page)
{
    /// <summary>Writes the parameters with their values and where these come from.</summary>
    /// <param name="path">The part of the tree that is shown, with all variants; empty for all of it as it is configured.</param>
    /// <param name="introduction">What stands above the whole tree.</param>
    /// <exception cref="UnknownPlaceException">There is no such part.</exception>
    public void Help(string path, string introduction)
    {
        if (path.Length == 0)
        {
            page.Paragraph(0, introduction);
            page.Blank();
        }

        var help = new HelpPage(page, catalog, inspection.Errors, hasVariants: path.Length > 0);
        switch (path.Length == 0 ? new ConfiguredPlace(inspection.Root) : new PlaceFinder(inspection.Root, catalog).Find(path))
        {
            case ConfiguredPlace { View: var view }: help.Write(view); break;
            case UnchosenPlace unchosen: help.Write(unchosen); break;
        }
    }

    /// <summary>Writes where the value of a parameter comes from, through all files and the command line.</summary>
    /// <exception cref="UnknownPlaceException">There is no such parameter.</exception>
    public void Explain(string path) => new ExplanationPage(page, inspection, layers, catalog).Write(path);
}
