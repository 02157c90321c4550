// On the desktop the project file says this for MSTest; a board project cannot say it.
global using nanoFramework.TestFramework;
