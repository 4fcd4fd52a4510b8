package lostedge.analysis.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, driven by its DevTools protocol; it notes every request and everything on the console. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_S = 60;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    final List<String> requests = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private int lastId;

    /** {@return the browser's program, if this machine has one} */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path program, Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--window-size=1100,1400",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + debugger(profile)), new Listener())
                .join();
        JsonNode targets = call("Target.getTargets", Map.of(), "");
        String page = "";
        for (JsonNode target : targets.path("targetInfos")) {
            page = target.path("type").asText().equals("page")
                    ? target.path("targetId").asText()
                    : page;
        }
        session = call("Target.attachToTarget", Map.of("targetId", page, "flatten", true), "")
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    private final String session;

    private String debugger(Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < PATIENCE_S * 10; i++) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() == 2) {
                    return lines.get(0) + lines.get(1);
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("the browser did not start: " + Files.readString(profile.resolve("log")));
    }

    void open(Path page) throws IOException, InterruptedException {
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        for (int i = 0; i < PATIENCE_S * 10 && !eval("document.readyState").equals("complete"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** {@return the value of an expression, as text} */
    String eval(String expression) throws IOException, InterruptedException {
        return call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")"))
                .path("result")
                .path("value")
                .asText();
    }

    /** Gives the page a screen of this many CSS pixels, on light or on dark paper. */
    void screen(int width, int height, boolean dark) throws IOException, InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    void script(boolean enabled) throws IOException, InterruptedException {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
    }

    void mouse(String type, double x, double y, Map<String, Object> more) throws IOException, InterruptedException {
        ObjectNode event = JSON.createObjectNode().put("type", type).put("x", x).put("y", y);
        event.setAll((ObjectNode) JSON.valueToTree(more));
        call("Input.dispatchMouseEvent", JSON.convertValue(event, Map.class));
    }

    void key(String key) throws IOException, InterruptedException {
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key.length() == 1 ? key : ""));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    private JsonNode call(String method, Map<?, ?> parameters) throws IOException, InterruptedException {
        return call(method, parameters, session);
    }

    private JsonNode call(String method, Map<?, ?> parameters, String to) throws IOException, InterruptedException {
        ObjectNode message = JSON.createObjectNode().put("id", ++lastId).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        socket.sendText(message.toString(), true).join();
        JsonNode answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
        while (answer != null && answer.path("id").asInt() != lastId) {
            answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
        }
        if (answer == null || answer.has("error")) {
            throw new IOException(method + ": " + answer);
        }
        return answer.path("result");
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                receive(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void receive(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                switch (message.path("method").asText()) {
                    case "" -> answers.add(message);
                    case "Network.requestWillBeSent" ->
                        requests.add(message.at("/params/request/url").asText());
                    case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
                        complaints.add(text);
                    default -> {}
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit()
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
