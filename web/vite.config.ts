import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

// GraphiQL gives the role of a tab to a list item that holds two buttons, which no screen reader can
// enter. Without the roles it is what it looks like: a list of buttons, one of them current.
function plainTabs(): Plugin {
  const changes = [
    ['"aria-selected": isActive', '"aria-current": isActive || undefined'],
    ['role: "tab",', ''],
    ['role: "tablist",', ''],
  ] as const;
  return {
    name: 'plain-tabs',
    transform: {
      filter: { id: /@graphiql\/react\/dist\/components\/tabs\/index\.js$/ },
      handler(code) {
        return changes.reduce((text, [before, after]) => {
          if (!text.includes(before)) this.error(`GraphiQL's tabs have no ${before} any more`);
          return text.replace(before, after);
        }, code);
      },
    },
  };
}

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [plainTabs()],
  build: {
    outDir: '../server/static',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { input: { playground: 'playground.html', explorer: 'explorer.html' } },
  },
  worker: { format: 'es' },
  experimental: {
    // A page stands beside /static, wherever a proxy mounts the server; a chunk stands beside the others.
    renderBuiltUrl: (filename, { hostType }) =>
      hostType === 'html' ? `static/${filename}` : { relative: true },
  },
  server: {
    proxy: {
      '/graphql': { target: 'http://127.0.0.1:8000', ws: true },
      '^/export\\.': 'http://127.0.0.1:8000',
    },
  },
});
