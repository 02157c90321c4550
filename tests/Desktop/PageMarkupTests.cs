using System.Security.Cryptography;
using System.Text;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Desktop;

/// <summary>The settings page names its own style by its hash.</summary>
[TestClass]
public class PageMarkupTests
{
    [TestMethod]
    public void The_hash_is_the_styles()
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageMarkup.Style)));
        StringAssert.Contains(PageMarkup.ContentSecurityPolicy, $"style-src 'sha256-{hash}'");
    }
}
