import './explorer.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { isWorthAnotherTry } from './endpoint';
import { Explorer } from './Explorer';

const root = document.getElementById('explorer');
if (!root) throw new Error('explorer.html has no element with the id explorer');
const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, retry: isWorthAnotherTry, refetchOnWindowFocus: false } },
});
createRoot(root).render(
  <QueryClientProvider client={client}>
    <Explorer />
  </QueryClientProvider>,
);
