@echo off
rem Everything a person does on Windows starts here: find a JDK 25, build the command once,
rem start it. The file "course" does the same elsewhere, and says more about why.
setlocal EnableExtensions DisableDelayedExpansion

rem --- where am I -----------------------------------------------------------------------------

set "root=%~dp0"
set "root=%root:~0,-1%"
set "slashed=%root:\=/%"
set "state=%root%\.course"
set "built=%root%\grader\target\course"
set "book=%root%\lessons\target\book"
set "log=%state%\build.log"
rem The book has large libraries: it is built for those who want to read.
set "module=grader"
if exist "%root%\lessons\src\" if /i "%~1"=="read" set "module=lessons"
if exist "%root%\lessons\src\" if /i "%~1"=="assign" set "module=lessons"
if exist "%root%\lessons\src\" if /i "%~1 %~2"=="--plain read" set "module=lessons"
if not "%root:;=%"=="%root%" goto semicolon
if not exist "%state%\" mkdir "%state%" 2>nul

rem --- a JDK ----------------------------------------------------------------------------------

set "jdk="
set "kept="
set "old="
if exist "%state%\jdk" set /p kept=<"%state%\jdk"
if defined COURSE_JDK goto given_jdk
if defined kept call :suits "%kept%"
if defined jdk goto found_jdk

if defined JAVA_HOME call :suits "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do for %%H in ("%%~dpJ..") do call :suits "%%~fH"
for %%N in (JAVA_HOME_ JAVA2 JAVA_2 JDK_ JDK2) do (
    for /f "tokens=1,* delims==" %%A in ('set %%N 2^>nul') do call :suits "%%~B"
)
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
) do for /d %%D in ("%%~P\*") do call :suits "%%~D"
for /d %%D in ("%USERPROFILE%\scoop\apps\*") do call :suits "%%~D\current"
if not defined jdk goto no_jdk
goto found_jdk

:given_jdk
call :suits "%COURSE_JDK%"
if not defined jdk goto wrong_jdk

:found_jdk
if not "%jdk%"=="%kept%" call :remember 2>nul

rem --- is it built? ---------------------------------------------------------------------------

set "told="
:check
call :what_is_needed
if not defined need goto start
if "%need%"=="missing" goto missing
call :try_to_write 2>nul
if not exist "%state%\writable" goto read_only
del "%state%\writable"

rem A command that was only prepared may still lack the book: "goto check" looks again.
rem Handle 9 is the lock: Windows lets only one hold it, and frees it however that one ends.
set "free="
call :try_lock 2>nul
if not defined free goto wait
set "entered="
call :build 9>"%state%\cmd.lock"
if not defined entered goto wait
if "%failed%"=="yes" exit /b 3
if "%module%"=="lessons" if "%need%"=="cache" goto check
goto start

:wait
if not defined told >&2 echo Another course.cmd is building; waiting for it ...
set "told=yes"
ping -n 3 127.0.0.1 >nul
goto check

rem --- starting java --------------------------------------------------------------------------

:start
if not exist "%built%\grader.jar" goto missing
call :java_options
set "cache=%slashed%/grader/target/course/course.aot"
if defined JAVA_TOOL_OPTIONS goto run
if exist "%cache%" set options="-XX:AOTCache=%cache%" %options%
:run

rem The console is to show UTF-8, and gets back what it had.
set "codepage="
for /f "tokens=2 delims=:." %%C in ('chcp 2^>nul') do set "codepage=%%C"
chcp 65001 >nul 2>nul
"%java%" %options% -cp "%slashed%/grader/target/course/grader.jar" loopback.Main %*
set "status=%errorlevel%"
if defined codepage chcp %codepage% >nul 2>nul
exit /b %status%

rem --- subroutines ----------------------------------------------------------------------------

rem If no JDK was found yet, and there is one in %1 that is new enough, sets jdk and version.
rem The version is read from its release file: starting a JVM to ask would be slow.
:suits
if defined jdk exit /b 0
if "%~1"=="" exit /b 0
set "candidate=%~1"
set "candidate=%candidate:/=\%"
if not exist "%candidate%\bin\javac.exe" exit /b 0
if not exist "%candidate%\release" exit /b 0
set "version="
for /f "usebackq tokens=1,* delims==" %%A in ("%candidate%\release") do (
    if "%%A"=="JAVA_VERSION" set "version=%%~B"
)
if not defined version exit /b 0
set "major=0"
for /f "delims=.-+_" %%A in ("%version%") do set "major=%%A"
if %major% LSS 25 set "old=%version% in %candidate%"
if %major% GEQ 25 set "jdk=%candidate:\=/%"
exit /b 0

rem Four that are called with 2>nul, so that a file which cannot be opened is no message.
:remember
>"%state%\jdk" echo %jdk%
exit /b 0
:try_to_write
>"%state%\writable" echo yes
exit /b 0
:try_lock
call :is_free 9>"%state%\cmd.lock"
exit /b 0
:is_free
set "free=yes"
exit /b 0
:note_sources
call :list_sources >"%now%"
exit /b 0
:note_book
call :list_book >"%now%"
exit /b 0

rem Sets java and options. What the user has set for every JVM could contradict a collector and
rem a cache. -Dcourse.terminal is not given: cmd cannot tell, java has to ask its console.
rem -Xlog:disable: a cache that does not fit (another JDK, a moved clone) is no news.
:java_options
set "java=%jdk:/=\%\bin\java.exe"
set options=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining -XX:ArchiveRelocationMode=0 -XX:-UsePerfData -Xlog:disable
if not defined JAVA_TOOL_OPTIONS set options=-XX:+UseSerialGC %options%
set options=%options% -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
set options=%options% "-Dcourse.root=%slashed%"
set options=%options% --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED
set options=%options% --add-exports=java.base/sun.nio.ch=ALL-UNNAMED
exit /b 0

rem Sets need: undefined (nothing), cache (another JDK), book, everything, or missing.
:what_is_needed
set "need="
if exist "%root%\grader\src\" goto with_sources
if exist "%built%\grader.jar" goto is_it_prepared
set "need=missing"
exit /b 0
:with_sources
set "need=everything"
if not exist "%built%\stamp" exit /b 0
if not exist "%built%\grader.jar" exit /b 0
if not exist "%built%\sources" exit /b 0
set "now=%state%\sources.%RANDOM%"
call :note_sources 2>nul
fc /b "%now%" "%built%\sources" >nul 2>nul
set "same=%errorlevel%"
if not exist "%now%" set "same=0"
del "%now%" 2>nul
if not "%same%"=="0" exit /b 0
rem Handed out without the grader's sources, or built: is the start-up cache for this JDK?
:is_it_prepared
set "need=cache"
set "with="
if exist "%built%\jdk" set /p with=<"%built%\jdk"
if not "%with%"=="%version% %jdk%" exit /b 0
set "need="
if "%module%"=="grader" exit /b 0
set "need=book"
if not exist "%book%\book.jar" exit /b 0
if not exist "%book%\sources" exit /b 0
set "now=%state%\sources.%RANDOM%"
call :note_book 2>nul
fc /b "%now%" "%book%\sources" >nul 2>nul
if not errorlevel 1 set "need="
del "%now%" 2>nul
exit /b 0

rem cmd cannot compare times, but it can see that a list of files with their times has changed.
:list_sources
for %%F in ("%root%\pom.xml" "%root%\grader\pom.xml") do echo %%~tF %%~zF %%~fF
for /r "%root%\grader\src" %%F in (*) do echo %%~tF %%~zF %%~fF
for %%F in ("%root%\exercises\test\kit\*") do echo %%~tF %%~zF %%~fF
exit /b 0

rem What the book is built from, which is the command as well.
:list_book
call :list_sources
for %%F in ("%root%\lessons\pom.xml" "%root%\lessons\src\loopback\book\*") do echo %%~tF %%~zF %%~fF
exit /b 0

rem Another one may have built while this one waited.
:build
set "entered=yes"
set "failed=no"
call :what_is_needed
if not defined need exit /b 0
call :list_sources >"%state%\sources"
if "%module%"=="lessons" call :list_book >"%state%\book"
set "users_java_home=%JAVA_HOME%"
if "%need%"=="cache" goto prepare
where mvn >nul 2>nul
if errorlevel 1 goto no_maven
if "%need%"=="book" >&2 echo Building what makes the book (once; libraries are downloaded the first time) ...
if not "%need%"=="book" >&2 echo Building the course command (once; libraries are downloaded the first time) ...
>&2 echo   Maven fetches libraries and compiles ...
set "JAVA_HOME=%jdk:/=\%"
pushd "%root%"
call mvn -B -V -pl %module% -am -Dmaven.test.skip=true package >"%log%" 2>&1 <nul
set "status=%errorlevel%"
popd
set "JAVA_HOME=%users_java_home%"
if not "%status%"=="0" goto maven_failed
if "%module%"=="lessons" move /y "%state%\book" "%book%\sources" >nul
if "%need%"=="book" exit /b 0
:prepare
if "%need%"=="cache" >&2 echo Preparing the course command for Java %version% ...
if not exist "%built%\grader.jar" goto nothing_built
call :java_options
"%java%" %options% -cp "%slashed%/grader/target/course/grader.jar" loopback.Main prepare <nul 1>&2 2>"%state%\prepare.log"
if errorlevel 1 goto prepare_failed
>"%built%\jdk" echo %version% %jdk%
move /y "%state%\sources" "%built%\sources" >nul
>"%built%\stamp" echo built
>&2 echo   Ready.
exit /b 0

rem --- what can go wrong ----------------------------------------------------------------------

:semicolon
>&2 echo Java cannot work in a folder with ';' in its path: %root%
exit /b 3

:wrong_jdk
>&2 echo COURSE_JDK is %COURSE_JDK%, but no JDK 25 or newer is there.
exit /b 3

:no_jdk
>&2 echo No JDK 25 or newer was found on this machine. (A JDK has javac; a JRE is not enough.)
if defined old >&2 echo There is %old%.
>&2 echo.
>&2 echo   winget install EclipseAdoptium.Temurin.25.JDK
>&2 echo   or an installer from https://adoptium.net
>&2 echo.
>&2 echo Then open a new window and run course again.
>&2 echo A JDK in an unusual place: set COURSE_JDK=C:\path\to\jdk
exit /b 3

:missing
>&2 echo The course command is missing: %built%
exit /b 3

:read_only
if "%need%"=="cache" goto start
>&2 echo The course command has to be built, but nothing can be written in %root%
>&2 echo Make that folder writable, or copy it to where you may write.
exit /b 3

:no_maven
set "failed=yes"
>&2 echo Maven is missing: the course command is built with it, once. It needs 3.8.7 or newer.
>&2 echo.
>&2 echo   scoop install maven
>&2 echo   or unpack https://maven.apache.org/download.cgi and put its bin folder on the Path
>&2 echo.
>&2 echo Then open a new window and run course again.
exit /b 3

:maven_failed
set "failed=yes"
findstr /c:"Could not transfer" /c:"in offline mode" "%log%" >nul
if not errorlevel 1 goto offline
>&2 echo Maven could not build the course command:
findstr /b /c:"[ERROR]" "%log%" | findstr /v /i /c:"re-run Maven" /c:"more information" 1>&2
>&2 echo The whole log is %log%
exit /b 3

:offline
>&2 echo Maven could not download all it needs: connect once and run course again.
>&2 echo Its log is %log%
exit /b 3

:nothing_built
set "failed=yes"
>&2 echo Maven ended well, but left nothing in %built%; its log is %log%
exit /b 3

:prepare_failed
set "failed=yes"
>&2 echo The course command was built, but could not be prepared:
>&2 type "%state%\prepare.log"
exit /b 3
