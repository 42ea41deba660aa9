@echo off
rem Runs cnnc, the compiler for convolutional networks, and builds it first where that is needed: on Windows what ./cnnc is elsewhere.
rem JAVA_HOME chooses the Java, JAVA_OPTS goes to it.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%tools\cli\target\cnnc.jar"

set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
where /q "%JAVA%" 2>nul || if not exist "%JAVA%" goto nojava

rem The jar is missing, or older than anything it is made of.
powershell -NoProfile -Command "$jar = Get-Item $env:JAR -ErrorAction SilentlyContinue; if (-not $jar) { exit 1 }; $newer = 'pom.xml', 'grammar', 'runtime', 'compiler', 'tools' | ForEach-Object { Get-ChildItem ($env:ROOT + $_) -Recurse -File } | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime -and $_.FullName -notmatch '\\target\\|\\src\\test\\' }; if ($newer) { exit 1 }"
if not errorlevel 1 goto run

where /q mvn.cmd || goto nomaven
echo cnnc: building, which takes about a minute ... 1>&2
pushd "%ROOT%"
call mvn.cmd -B -q -ntp -pl tools/cli -am package -DskipTests -Dspotless.check.skip 1>&2
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" goto unbuilt

:run
rem Commands that run networks have Java's vectors.
set "VECTOR="
for %%c in (run eval bench tune explain-plan build) do if "%~1"=="%%c" set "VECTOR=--add-modules jdk.incubator.vector"
"%JAVA%" -XX:+UseSerialGC -XX:MaxRAMPercentage=70 -Djava.awt.headless=true %VECTOR% %JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:nojava
echo error: cnnc needs Java 17 or newer, and there is no %JAVA% 1>&2
exit /b 1

:nomaven
echo error: cnnc must be built first, and there is no mvn.cmd on the PATH: it needs Maven 3.8 or newer 1>&2
exit /b 1

:unbuilt
if exist "%JAR%" del "%JAR%"
echo error: the build failed 1>&2
exit /b 70
