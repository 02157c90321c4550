using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Sensorcast.Reports;

/// <summary>A chart of horizontal bars, a line of them for each category.</summary>
/// <param name="Title">The title.</param>
/// <param name="Unit">The unit of the axis.</param>
/// <param name="Categories">The lines' names, from above.</param>
/// <param name="Groups">The bars, in the order of the legend.</param>
/// <param name="Min">Where the axis begins; over 0 for a logarithmic one.</param>
/// <param name="Base">Where the bars begin, if not there.</param>
public sealed record BarChart(
    string Title, string Unit, IReadOnlyList<string> Categories, IReadOnlyList<BarGroup> Groups, double Min = 0, double? Base = null)
{
    private const string Font = "Arial, sans-serif";
    private const double Width = 800;
    private const double NameWidth = 220;
    private const double RightMargin = 40;

    // Text is measured with a different font than it is shown with.
    private const double LegendRoom = 30;

    // Of the axis, past the longest bar: for its label.
    private const double LinearRoom = 1.1;
    private const double LogarithmicRoom = 2.5;
    private const double BarHeight = 16;
    private const double Margins = 180;
    private const double GapShare = 0.4;

    // Distinct also with red-green colour blindness (Okabe and Ito).
    private static readonly OxyColor[] Colors =
        [OxyColor.FromRgb(0, 114, 178), OxyColor.FromRgb(230, 159, 0), OxyColor.FromRgb(150, 150, 150)];

    /// <summary>The chart as an SVG document.</summary>
    public string ToSvg()
    {
        PlotModel model = new()
        {
            Title = Title,
            TitleFontSize = 15,
            TitleFontWeight = FontWeights.Normal,
            DefaultFont = Font,
            Background = OxyColors.White,
            PlotMargins = new OxyThickness(NameWidth, double.NaN, RightMargin, double.NaN),
        };
        model.IsLegendVisible = Groups.Count > 1;
        model.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.BottomCenter,
            LegendPlacement = LegendPlacement.Outside,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendItemSpacing = LegendRoom,
            LegendPadding = LegendRoom,
        });
        model.Axes.Add(NameAxis());
        model.Axes.Add(ValueAxis());
        for (int i = 0; i < Groups.Count; i++)
        {
            model.Series.Add(Series(Groups[i], Colors[i % Colors.Length]));
        }

        double height = Margins + (Categories.Count * Groups.Count * BarHeight * (1 + GapShare));
        using MemoryStream stream = new();
        new SvgExporter { Width = Width, Height = height }.Export(model, stream);
        stream.Position = 0;
        return new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private CategoryAxis NameAxis()
    {
        CategoryAxis axis =
            new() { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = GapShare, TickStyle = TickStyle.None };
        axis.Labels.AddRange(Categories);
        return axis;
    }

    private Axis ValueAxis()
    {
        Axis axis = Min > 0 ? new LogarithmicAxis() : new LinearAxis();
        axis.Position = AxisPosition.Bottom;
        axis.Title = Unit;
        axis.Minimum = Min;
        axis.AxisTitleDistance = 8;
        axis.Maximum = Groups.SelectMany(group => group.Values).Max() * (Min > 0 ? LogarithmicRoom : LinearRoom);
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = OxyColors.LightGray;
        axis.StringFormat = "#,##0.####";
        return axis;
    }

    private BarSeries Series(BarGroup group, OxyColor color)
    {
        BarSeries series =
            new()
            {
                Title = group.Name,
                FillColor = color,
                LabelFormatString = "{0:#,##0.####}",
                LabelMargin = 6,
                BaseValue = Base
                ?? Min
            };
        foreach (double value in group.Values)
        {
            series.Items.Add(new BarItem(value));
        }

        return series;
    }
}
