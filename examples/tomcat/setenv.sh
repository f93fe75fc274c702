#!/bin/sh
# Where: $CATALINA_BASE/bin/setenv.sh; catalina.sh reads it. If you have one, append this to it.
# Change: the two paths, or set RESILAGENT_JAR and RESIL_CONFIG before Tomcat starts.
# Undo: RESIL_ENABLED=false in the environment, or delete these lines; restart.
# Tried: sh -n, and sourced once, twice and beside other options, by ExamplesIT; shellcheck, by examples/check. Not with a Tomcat.

RESILAGENT_JAR="${RESILAGENT_JAR:-/opt/resil/resil-agent.jar}"
RESIL_CONFIG="${RESIL_CONFIG:-/etc/resil/resil.yaml}"

# CATALINA_OPTS and not JAVA_OPTS: the latter also goes to the JVM that only tells Tomcat to stop. Once, however often this
# file is read.
case " ${CATALINA_OPTS:-} " in
*" -javaagent:${RESILAGENT_JAR}="*) ;;
*) CATALINA_OPTS="${CATALINA_OPTS:+${CATALINA_OPTS} }-javaagent:${RESILAGENT_JAR}=${RESIL_CONFIG}" ;;
esac
export CATALINA_OPTS
