<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Guest book</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/assets/{{ $release->stylesheet }}">
</head>
<body>
<main>
  <header>
    <h1>Guest book</h1>
    <span class="stack">Laravel</span>
    <p class="greeting">{{ $release->env }}</p>
  </header>

  <h2>What answers you</h2>
  <dl class="parts">
    <div><dt>Code</dt><dd>{{ $release->code }}</dd></div>
    <div><dt>Config</dt><dd>{{ $release->config }}</dd></div>
    <div><dt>Template</dt><dd data-part="template">1</dd></div>
    <div><dt>Asset</dt><dd>{{ $release->asset }}</dd></div>
    <div class="wide"><dt>Release</dt><dd>{{ $release->name }}</dd></div>
  </dl>

  <h2>Entries</h2>
  <form method="post" action="/entries">
    <input name="name" aria-label="Your name" placeholder="Your name" maxlength="80" required>
    <input name="message" aria-label="Message" placeholder="Message" maxlength="500" required>
    <button>Sign</button>
  </form>
  <ul>
    @foreach ($entries as $entry)
    <li><strong>{{ $entry->name }}</strong>{{ $entry->message }} <time>{{ $entry->words ? $entry->words . ' ' . Illuminate\Support\Str::plural('word', $entry->words) . ' · ' : '' }}{{ $entry->created_at }}</time></li>
    @endforeach
  </ul>

  <footer>
    <p id="versions">code={{ $release->code }} config={{ $release->config }} template=1 asset={{ $release->asset }} env={{ $release->env }} release={{ $release->name }}</p>
  </footer>
</main>
</body>
</html>
