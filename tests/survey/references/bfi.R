# 2,800 answers to 25 items on personality, six levels, some reversed, some left out (SAPA project; Revelle, W., Wilt, J.,
# & Rosenthal, A. (2010). In A. Gruszka et al. (Eds.), Handbook of individual differences in cognition. Springer).
# The data come with the R package psych (GPL); only sums of them are kept here.
#   Rscript bfi.R
source("sums.R")
data(bfi, package = if ("bfi" %in% data(package = "psych")$results[, "Item"]) "psych" else "psychTools")
items <- c(paste0("A", 1:5), paste0("C", 1:5), paste0("E", 1:5), paste0("N", 1:5), paste0("O", 1:5))
turned <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
units <- lapply(c(A = "A", C = "C", E = "E", N = "N", O = "O"), function(x) grep(x, items, value = TRUE))
units$all <- items
write_reference("bfi", "psych::bfi", bfi[items], 6, turned, units, "gender", bfi$gender)
