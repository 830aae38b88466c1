import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  appType: 'mpa',
  build: {
    outDir: '../server/static',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { input: { playground: 'playground.html' } },
  },
  worker: { format: 'es' },
  experimental: {
    // A page stands beside /static, wherever a proxy mounts the server; a chunk stands beside the others.
    renderBuiltUrl: (filename, { hostType }) =>
      hostType === 'html' ? `static/${filename}` : { relative: true },
  },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:8000', ws: true } } },
});
