@echo off
rem Everything a person does on Windows starts here: find a JDK 25, and start the command with it.
rem What has to be built before that, grader/src/loopback/launcher finds out, and builds.
rem A path may have & and % in it: it stands between quotes, and never behind "call".
setlocal EnableExtensions DisableDelayedExpansion

set "self=%~f0"
set "root=%~dp0"
set "built=%~dp0grader\target\course"
set "source=%~dp0grader\src\loopback\launcher\Launch.java"
if not "%root:;=%"=="%root%" goto semicolon

if "%~1"=="" call :stay

rem --- a JDK ----------------------------------------------------------------------------------

rem The home found last time is kept in .course\jdk.
set "jdk="
set "newer="
set "old="
set "kept="
if exist "%root%.course\jdk" set /p kept=<"%root%.course\jdk"
set "candidate=%kept%"
if defined COURSE_JDK set "candidate=%COURSE_JDK:"=%"
call :suits
if defined newer goto found
if defined COURSE_JDK goto wrong_jdk

if defined JAVA_HOME set "candidate=%JAVA_HOME:"=%"
call :suits
for /f "delims=" %%J in ('where java 2^>nul') do for %%H in ("%%~dpJ..") do set "candidate=%%~fH" & call :suits
for %%N in (JAVA_HOME_ JAVA2 JAVA_2 JDK_ JDK2) do (
    for /f "tokens=1,* delims==" %%A in ('set %%N 2^>nul') do if /i not "%%A"=="JDK_JAVA_OPTIONS" set "candidate=%%B" & call :suits
)
if defined newer goto found

rem The usual places. A 25 is taken before a newer one.
for %%P in (
    "%ProgramFiles%\Eclipse Adoptium"
    "%ProgramFiles%\Java"
    "%ProgramFiles%\Microsoft"
    "%ProgramFiles%\Zulu"
    "%ProgramFiles%\Amazon Corretto"
    "%ProgramFiles%\BellSoft"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
    "%LOCALAPPDATA%\mise\installs\java"
    "%USERPROFILE%\.jdks"
    "%USERPROFILE%\.gradle\jdks"
    "%USERPROFILE%\.jbang\cache\jdks"
    "%USERPROFILE%\.sdkman\candidates\java"
) do for /d %%D in ("%%~P\*") do set "candidate=%%~fD" & call :suits
for /d %%D in ("%USERPROFILE%\scoop\apps\*") do set "candidate=%%~fD\current" & call :suits
if defined jdk set "newer=%jdk%"
if not defined newer goto no_jdk

:found
set "jdk=%newer%"
if not "%kept%"=="%jdk%" call :remember 2>nul

rem --- start ----------------------------------------------------------------------------------

rem What the user has set for every JVM could contradict a collector and a cache.
set "java=%jdk%\bin\java.exe"
set quick=-XX:+UseSerialGC "-XX:AOTCache=%built%\course.aot"
if defined JAVA_TOOL_OPTIONS set "quick="
if defined JDK_JAVA_OPTIONS set "quick="
if defined _JAVA_OPTIONS set "quick="
set options=@"%built%\java.options" "-Dcourse.root=%root%." "-Dcourse.command=%~0"
set program=-cp "%built%\grader.jar"

if not exist "%built%\grader.jar" goto build
"%java%" %quick% %options% -Dcourse.look=true %program% loopback.launcher.Launch %* 2>nul
if "%errorlevel%"=="0" goto start

:build
set launch=%program% loopback.launcher.Launch
if exist "%source%" set launch="%source%"
if not exist "%source%" if not exist "%built%\grader.jar" goto missing
"%java%" "-Dcourse.root=%root%." "-Dcourse.command=%~0" %launch% %* <nul
if not "%errorlevel%"=="0" exit /b 3

rem The console is to show UTF-8. The command gives it back what it had, however that ends: after
rem the "goto" to nowhere this file is done with, and cmd has nothing to ask after Ctrl-C.
:start
set "codepage="
for /f "tokens=2 delims=:." %%C in ('chcp 2^>nul') do set "codepage=%%C"
chcp 65001 >nul 2>nul
endlocal & goto #_nowhere_# 2>nul || title %comspec% & "%java%" %quick% %options% "-Dcourse.codepage=%codepage: =%" %program% loopback.Main %*
exit /b

rem If there is a JDK in "candidate", sets jdk if it is a 25, newer if it is a 25 or newer, or old.
rem The first one counts. The version is read from its release file.
:suits
if not defined candidate exit /b
set "candidate=%candidate:"=%"
if not exist "%candidate%\bin\javac.exe" exit /b
if not exist "%candidate%\release" exit /b
set "major="
for /f "usebackq tokens=1,2 delims==.-+" %%A in ("%candidate%\release") do if "%%A"=="JAVA_VERSION" set "major=%%B"
if not defined major exit /b
set "major=%major:"=%"
if %major% LSS 25 set "old=%candidate%"
if %major% GEQ 25 if not defined newer set "newer=%candidate%"
if %major% EQU 25 if not defined jdk set "jdk=%candidate%"
exit /b

rem After a double click, which Explorer writes so, the window is to stay: one can go on typing.
:stay
setlocal EnableDelayedExpansion
set "line=!cmdcmdline:"=!"
if /i "!line!"=="!comspec! /c !self! " goto window
exit /b
:window
"!comspec!" /k ""!self!""
exit

:remember
if not exist "%root%.course\" mkdir "%root%.course"
setlocal EnableDelayedExpansion
>"!root!.course\jdk" echo !jdk!
exit /b

:semicolon
>&2 echo Java cannot work in a folder with ; in its path: "%root%"
exit /b 3

:missing
>&2 echo The course command is missing: "%built%"
exit /b 3

:wrong_jdk
>&2 echo COURSE_JDK is "%COURSE_JDK%", but no JDK 25 or newer is there.
exit /b 3

:no_jdk
>&2 echo No JDK 25 or newer was found on this machine. (A JDK has javac; a JRE is not enough.)
if defined old >&2 echo There is an older one in "%old%".
>&2 echo.
>&2 echo   winget install EclipseAdoptium.Temurin.25.JDK
>&2 echo   or an installer from https://adoptium.net
>&2 echo.
>&2 echo Then open a new window and run %0 again.
>&2 echo A JDK in an unusual place: set COURSE_JDK=C:\path\to\jdk
exit /b 3
